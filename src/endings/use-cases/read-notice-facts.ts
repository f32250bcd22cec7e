import { RequestContext } from '../../catalog/request-context';
import { blocksFrom } from '../../consulting/persistence/blocks-from';
import { ContractState, isOver, statusAt } from '../../contracts/domain/contract-state';
import { effectOfNotice } from '../../contracts/domain/notice';
import { noticesInForce } from '../../contracts/persistence/contract-notices';
import { planChangesFrom, readPlanAt } from '../../contracts/persistence/plan-in-force';
import { incidentsFrom } from '../../incidents/persistence/incidents-from';
import { Sql } from '../../platform/sql';
import { LocalDate, startOfDate } from '../../shared/domain/local-date';
import { NoticeFacts } from '../domain/give-notice';
import { NoticeConsequence, noticeConsequences } from '../domain/notice-consequences';

/** What is known of a contract and of a notice received at an instant. Inside a transaction, `sql` is the transaction's. */
export async function readNoticeFacts(
  context: RequestContext,
  sql: Sql,
  state: ContractState,
  receivedAt: Date,
  now: Date,
): Promise<NoticeFacts> {
  const { terms } = await readPlanAt(context, sql, state.id, receivedAt);
  const effect = effectOfNotice(state, receivedAt, terms.noticeDays);
  const notices = await noticesInForce(sql, state.id);
  const consequences = isOver(statusAt(state, now))
    ? []
    : await readConsequences(context, sql, state, effect.endsOn);
  return { state, notices, noticeDays: terms.noticeDays, effect, consequences };
}

/** What lies at or after the new end; what lies after an end that stands has met its consequences already. */
async function readConsequences(
  { catalog }: RequestContext,
  sql: Sql,
  { id, noticeEndsOn, timeZone }: ContractState,
  endsOn: LocalDate,
): Promise<readonly NoticeConsequence[]> {
  if (noticeEndsOn !== null && noticeEndsOn <= endsOn) return [];
  const from = startOfDate(endsOn, timeZone);
  const until = noticeEndsOn === null ? null : startOfDate(noticeEndsOn, timeZone);
  const blocks = await blocksFrom(sql, id, from, until);
  const incidents = await incidentsFrom(sql, id, from, until);
  const changes = await planChangesFrom(sql, id, from, until);
  const planChanges = [];
  for (const change of changes)
    planChanges.push({ plan: await catalog.plan(change.planId, sql), at: change.from });
  return noticeConsequences({ blocks, incidents, planChanges }, endsOn, timeZone);
}
