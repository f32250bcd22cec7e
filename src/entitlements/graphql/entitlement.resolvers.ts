import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { CatalogContext } from '../../catalog/catalog-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { canAddNamedContact } from '../use-cases/can-add-named-contact';
import { canRegisterSatellite } from '../use-cases/can-register-satellite';
import { EntitlementDecision } from '../use-cases/entitlement-decision';
import { EntitlementDecisionType } from './entitlement-decision.type';

const atOption = { nullable: true, description: 'For which instant; now where left out.' } as const;

@Resolver()
export class EntitlementResolvers {
  @Query(() => EntitlementDecisionType, { description: 'May one more contact be named?' })
  canAddNamedContact(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('at', () => DateTimeScalar, atOption) at: Date | null,
    @Ctx() context: CatalogContext,
  ): Promise<EntitlementDecision> {
    return canAddNamedContact(context, fromGlobalId('Contract', contractId, 'contractId'), at ?? null);
  }

  @Query(() => EntitlementDecisionType, { description: 'May one more satellite be registered?' })
  canRegisterSatellite(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('at', () => DateTimeScalar, atOption) at: Date | null,
    @Ctx() context: CatalogContext,
  ): Promise<EntitlementDecision> {
    return canRegisterSatellite(context, fromGlobalId('Contract', contractId, 'contractId'), at ?? null);
  }
}
