import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { canAddNamedContact } from '../use-cases/can-add-named-contact';
import { canBookConsultingBlock } from '../use-cases/can-book-consulting-block';
import { canOrderAdditionalConsulting } from '../use-cases/can-order-additional-consulting';
import { canOpenIncident, IncidentDecision } from '../use-cases/can-open-incident';
import { canRegisterSatellite } from '../use-cases/can-register-satellite';
import { EntitlementDecision } from '../use-cases/entitlement-decision';
import { CanOpenIncidentInput } from './can-open-incident.input';
import { EntitlementDecisionType } from './entitlement-decision.type';

const atOption = { nullable: true, description: 'For which instant; now where left out.' } as const;

@Resolver()
export class EntitlementResolvers {
  @Query(() => EntitlementDecisionType, { description: 'May this support request be made?' })
  canOpenIncident(
    @Arg('input', { description: 'The request; what is left out is not checked.' })
    input: CanOpenIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<IncidentDecision> {
    const { contactId } = input;
    return canOpenIncident(context, {
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      contactId:
        contactId == null ? undefined : fromGlobalId('NamedContact', contactId, 'input', 'contactId'),
      at: input.at ?? null,
      channel: input.channel ?? undefined,
      impact: input.impact ?? undefined,
      testSystem: input.testSystem ?? undefined,
      distributedSetup: input.distributedSetup ?? undefined,
      product: input.product ?? undefined,
      productVersion: input.productVersion ?? undefined,
    });
  }

  @Query(() => EntitlementDecisionType, { description: 'May one more contact be named?' })
  canAddNamedContact(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('at', () => DateTimeScalar, atOption) at: Date | null,
    @Ctx() context: RequestContext,
  ): Promise<EntitlementDecision> {
    return canAddNamedContact(context, fromGlobalId('Contract', contractId, 'contractId'), at ?? null);
  }

  @Query(() => EntitlementDecisionType, { description: 'May this consulting appointment be booked?' })
  canBookConsultingBlock(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('startsAt', () => DateTimeScalar, { description: 'When the appointment begins.' }) startsAt: Date,
    @Arg('blocks', () => Int, { nullable: true, defaultValue: 1, description: 'How many blocks of 4 hours.' })
    blocks: number | null,
    @Ctx() context: RequestContext,
  ): Promise<EntitlementDecision> {
    const id = fromGlobalId('Contract', contractId, 'contractId');
    return canBookConsultingBlock(context, id, { startsAt, blocks: blocks ?? 1 });
  }

  @Query(() => EntitlementDecisionType, {
    description: 'May additional consulting be ordered now? What it costs is not checked.',
  })
  canOrderAdditionalConsulting(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('blocks', () => Int, { description: 'How many blocks of 4 hours.' }) blocks: number,
    @Ctx() context: RequestContext,
  ): Promise<EntitlementDecision> {
    return canOrderAdditionalConsulting(context, fromGlobalId('Contract', contractId, 'contractId'), blocks);
  }

  @Query(() => EntitlementDecisionType, { description: 'May one more satellite be registered?' })
  canRegisterSatellite(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('at', () => DateTimeScalar, atOption) at: Date | null,
    @Ctx() context: RequestContext,
  ): Promise<EntitlementDecision> {
    return canRegisterSatellite(context, fromGlobalId('Contract', contractId, 'contractId'), at ?? null);
  }
}
