import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractSeen } from '../../contracts/use-cases/contract-seen';
import { NamedContact } from '../persistence/named-contacts';
import { NamedContactType } from './named-contact.type';

@Resolver(() => NamedContactType)
export class NamedContactFields {
  @FieldResolver(() => ContractType, {
    description:
      'The contract of which the person is a contact. Of your partner’s contact, who submitted a request for you, you do not see it.',
  })
  contract(@Root() contact: NamedContact, @Ctx() context: RequestContext): Promise<ContractState> {
    return contractSeen(context, contact.contractId);
  }
}
