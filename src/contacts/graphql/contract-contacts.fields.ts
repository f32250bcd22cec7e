import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { momentOf } from '../../shared/domain/moment';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { MomentArgsType } from '../../shared/graphql/moment.args';
import { RequestContext } from '../../catalog/request-context';
import { contactsOfContracts, NamedContact } from '../persistence/named-contacts';
import { NamedContactType } from './named-contact.type';

@Resolver(() => ContractType)
export class ContractContactsFields {
  @ChecksArguments(momentOf)
  @FieldResolver(() => [NamedContactType], {
    description: 'Who may submit support requests, in the order in which they were named.',
  })
  namedContacts(
    @Root() contract: ContractIdentity,
    @Args(() => MomentArgsType) args: MomentArgsType,
    @Ctx() context: RequestContext,
  ): Promise<readonly NamedContact[]> {
    return context.load(contactsOfContracts, {
      id: contract.id,
      moment: momentOf(args, context.clock.now()),
    });
  }
}
