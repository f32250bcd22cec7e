import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { checkedByType, ChecksArguments } from '../../shared/graphql/argument-check';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { RequestContext } from '../../catalog/request-context';
import { contactsOfContracts, NamedContact } from '../persistence/named-contacts';
import { NamedContactType } from './named-contact.type';

@Resolver(() => ContractType)
export class ContractContactsFields {
  @ChecksArguments(checkedByType)
  @FieldResolver(() => [NamedContactType], {
    description: 'Who may submit support requests, in the order in which they were named.',
  })
  namedContacts(
    @Root() contract: ContractIdentity,
    @Arg('at', () => DateTimeScalar, { nullable: true, description: 'At which instant; now where left out.' })
    at: Date | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly NamedContact[]> {
    return context.load(contactsOfContracts, { id: contract.id, at: at ?? null });
  }
}
