import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { Sql } from '../../platform/sql';
import { startOfDate } from '../../shared/domain/local-date';
import { ContractState } from '../domain/contract-state';
import { Notice, NoticeParty } from '../domain/notice';
import {
  DatedChange,
  decideWithdrawNotice,
  endWithout,
  noticeMeant,
  WithdrawNoticeFacts,
} from '../domain/withdraw-notice';
import { noticesInForce, withdrawNoticeInForce } from '../persistence/contract-notices';
import { withdrawPlannedChange } from '../persistence/contract-schedule';
import { contractStatesNow } from '../persistence/contracts';
import { lockContract } from '../persistence/lock-contract';
import { readPlanChangeFacts } from '../persistence/plan-change-facts';
import { PlanChangeRow, planChangesFrom } from '../persistence/plan-in-force';
import { speakingParty } from './speaking-party';
import { contractHappened, planChangeWithdrawn } from '../domain/contract-events';

export interface WithdrawNotice {
  readonly contractId: string;
  /** Whose; null: the only one. */
  readonly party: NoticeParty | null;
  /** Whether the scheduled change of plan is taken back with it. */
  readonly dropPlanChange: boolean;
  readonly reason: string | null;
}

/**
 * Takes a notice back: the contract renews by itself again, or ends by the other party's. Appointments that were
 * cancelled with it stay cancelled. Throws Refused with every reason. Domain sections 2 and 7.
 */
export function withdrawNotice(context: RequestContext, input: WithdrawNotice): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const { party, dropPlanChange, reason } = input;
    const request = { party, dropPlanChange, speaksFor: speakingParty(context.caller) };
    const facts = await readFacts(context, unit.sql, state, party);
    unit.journal.recordOrThrow(state.id, { ...facts, request }, decideWithdrawNotice(facts, request, now));
    const notice = noticeMeant(facts.notices, party)!;
    await withdrawNoticeInForce(unit, state.id, notice.party, now, reason);
    const { scheduled } = facts;
    if (dropPlanChange && scheduled !== null) {
      await withdrawPlannedChange(unit, state.id, scheduled.from, now);
      unit.journal.happened(planChangeWithdrawn(state, scheduled.plan.id, scheduled.from, now));
    }
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    const subject = { type: 'Contract', id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, { ...after!, party: notice.party, reason });
    const told = { party: notice.party, endsOn: after!.noticeEndsOn };
    unit.journal.happened(contractHappened('contract.notice_withdrawn', state, now, told));
    return after!;
  });
}

async function readFacts(
  context: RequestContext,
  sql: Sql,
  state: ContractState,
  party: NoticeParty | null,
): Promise<WithdrawNoticeFacts> {
  const notices = await noticesInForce(sql, state.id);
  const notice = noticeMeant(notices, party);
  if (notice === null) return { state, notices, returning: [], scheduled: null };
  const end = startOfDate(state.noticeEndsOn!, state.timeZone);
  const endsOn = endWithout(notices, notice);
  const until = endsOn === null ? null : startOfDate(endsOn, state.timeZone);
  const moot = await planChangesFrom(sql, state.id, end, until);
  const returning: DatedChange[] = [];
  for (const change of moot) returning.push(await datedChange(context, sql, state, change));
  return { state, notices, returning, scheduled: await scheduledChange(context, sql, state, notice, moot) };
}

async function datedChange(
  context: RequestContext,
  sql: Sql,
  state: ContractState,
  { planId, from }: Pick<PlanChangeRow, 'planId' | 'from'>,
): Promise<DatedChange> {
  const plan = await context.catalog.plan(planId, sql);
  return { ...(await readPlanChangeFacts(context, sql, state, plan)), from };
}

/** One that was to begin after the notice was recorded was moot by then, so that nobody was ever told it was in force. */
async function scheduledChange(
  context: RequestContext,
  sql: Sql,
  state: ContractState,
  { recordedAt }: Notice,
  moot: readonly PlanChangeRow[],
): Promise<DatedChange | null> {
  const { nextPlanId, nextPlanFrom } = state;
  if (nextPlanId !== null && nextPlanFrom !== null)
    return datedChange(context, sql, state, { planId: nextPlanId, from: nextPlanFrom });
  const last = moot.find(({ isLast, from }) => isLast && from > recordedAt);
  return last === undefined ? null : datedChange(context, sql, state, last);
}
