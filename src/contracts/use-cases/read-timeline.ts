import { RequestContext } from '../../catalog/request-context';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { ContractIdentity } from '../domain/contract-state';
import { planningHorizon } from '../domain/contract-dates';
import { TimelineEvent, timelineOf } from '../domain/timeline';
import { noticesOfContracts } from '../persistence/contract-notices';
import { suspensionsOfContracts } from '../persistence/contract-suspensions';
import { planPeriodsOf } from '../persistence/plan-in-force';
import { stateOf } from '../persistence/contracts';

/**
 * The life of the contract in [from, to), dates of the provider's time zone. Throws Refused (INVALID_INPUT) where `from`
 * lies after `to`, and for a `to` of more than 50 years ahead.
 */
export async function readTimeline(
  context: RequestContext,
  identity: ContractIdentity,
  from: LocalDate | null,
  to: LocalDate | null,
): Promise<readonly TimelineEvent[]> {
  const now = context.clock.now();
  checkTimelinePeriod({ from, to }, now);
  const contract = await stateOf(context, identity);
  const [planPeriods, notices, suspensions] = await Promise.all([
    planPeriodsOf(context, contract.id),
    context.load(noticesOfContracts, contract.id),
    context.load(suspensionsOfContracts, contract.id),
  ]);
  return timelineOf({ contract, planPeriods, notices, suspensions }, { from, to }, now);
}

/**
 * Throws Refused (INVALID_INPUT) where `from` lies after `to`, and for a `to` of more than 50 years ahead, counted from the
 * date in UTC: the same for contracts of every zone, so that it is known before there is a contract.
 */
export function checkTimelinePeriod(
  { from, to }: { readonly from?: LocalDate | null; readonly to?: LocalDate | null },
  now: Date,
): void {
  const last = planningHorizon(dateAt(now, 'UTC'));
  if (to != null && to > last) throw new Refused([invalidInput(`to must not be after ${last}.`, ['to'])]);
  if (from != null && to != null && from > to)
    throw new Refused([invalidInput('from must not be after to.', ['from'])]);
}
