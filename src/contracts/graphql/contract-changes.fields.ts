import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { dateAt } from '../../shared/domain/local-date';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { ContractIdentity } from '../domain/contract-state';
import { Notice } from '../domain/notice';
import { Suspension } from '../domain/suspension';
import { noticesOfContracts } from '../persistence/contract-notices';
import { suspensionsOfContracts } from '../persistence/contract-suspensions';
import { stateOf } from '../persistence/contracts';
import { newestPlanChanges } from '../persistence/scheduled-plan-changes';
import { speakingParty } from '../use-cases/speaking-party';
import { NoticeType, ScheduledPlanChangeType, SuspensionType } from './contract-changes.type';
import { ContractType } from './contract.type';

@Resolver(() => ContractType)
export class ContractChangesFields {
  @FieldResolver(() => DateTimeScalar, { description: 'When the order was recorded here.' })
  async recordedAt(@Root() contract: ContractIdentity, @Ctx() context: RequestContext): Promise<Date> {
    return (await stateOf(context, contract)).recordedAt;
  }

  @FieldResolver(() => [NoticeType], {
    description: 'Given and not withdrawn, at most one of each party; the contract ends on the earlier end.',
  })
  async notices(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<readonly Notice[]> {
    const notices = await context.load(noticesOfContracts, contract.id);
    const speaksFor = speakingParty(context.caller);
    return notices
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((notice) =>
        speaksFor === null || speaksFor === notice.party ? notice : { ...notice, reason: null },
      );
  }

  @FieldResolver(() => ScheduledPlanChangeType, {
    nullable: true,
    description:
      'The change of plan to come, also one that the end of the contract comes before; null where none is scheduled.',
  })
  async scheduledPlanChange(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<ScheduledPlanChangeType | null> {
    const { id, timeZone, nextPlanFrom } = await stateOf(context, contract);
    if (nextPlanFrom === null) return null;
    const change = await context.load(newestPlanChanges, id);
    if (change === null) return null;
    const { planId, effectiveAt, recordedAt } = change;
    return {
      plan: await context.catalog.plan(planId),
      effectiveOn: dateAt(effectiveAt, timeZone),
      recordedAt,
    };
  }

  @FieldResolver(() => SuspensionType, {
    nullable: true,
    description: 'The suspension by the provider; null where it is not suspended.',
  })
  async suspension(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<Suspension | null> {
    const suspensions = await context.load(suspensionsOfContracts, contract.id);
    return suspensions.find(({ resumedAt }) => resumedAt === null) ?? null;
  }
}
