import { setImmediate as nextTurn } from 'node:timers/promises';
import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { FilteredIncidents } from '../../incidents/persistence/incidents-page';
import { groupedBy } from '../../platform/reads/align-rows';
import { DatePeriod } from '../../shared/domain/period';
import {
  byKey,
  checkDimensions,
  checkRows,
  keyOf,
  REPORT_DIMENSIONS,
  ReportDimension,
  ReportKey,
} from '../domain/report-key';
import { checkReportPeriod } from '../domain/report-period';
import { percentileMinutes, responseSeconds } from '../domain/response-times';
import { MOST_RESPONSE_ROWS, ResponseRow, responseRows } from '../persistence/response-rows';

export interface ResponseReportQuestion extends DatePeriod {
  readonly groupBy: readonly ReportDimension[];
  readonly filtered: FilteredIncidents;
}

const COUNTS = [
  'received',
  'met',
  'breached',
  'open',
  'openOverdue',
  'withoutTarget',
  'resolvedOnFirstCall',
] as const;
type Counts = Record<(typeof COUNTS)[number], number>;

export interface ResponseReportRow extends Readonly<Counts> {
  readonly key: readonly ReportKey[];
  readonly medianResponseMinutes: number | null;
  readonly p90ResponseMinutes: number | null;
}

/**
 * How incidents received in [from, to) were responded to, a row for each key that has any, in the order of the keys.
 * Throws Refused (INVALID_INPUT) on a period that is empty or longer than 5 years, a dimension named twice, and more rows
 * than anybody reads.
 */
export async function responseReport(
  context: RequestContext,
  { from, to, groupBy, filtered }: ResponseReportQuestion,
): Promise<readonly ResponseReportRow[]> {
  checkReportPeriod({ from, to });
  checkDimensions(groupBy, REPORT_DIMENSIONS);
  const rows = await responseRows(context, { from, to }, groupBy, filtered);
  if (rows.length > MOST_RESPONSE_ROWS) checkRows(rows.length);
  const plans = await plansOf(context, rows);
  const groups = groupedBy(rows, ({ values }) => JSON.stringify(values));
  checkRows(groups.size);
  const report: ResponseReportRow[] = [];
  for (const alike of groups.values())
    report.push(reportRow(groupBy, alike, await secondsOf(context, alike, plans)));
  return report.sort(byKey);
}

/** So many incidents are looked at before other requests have their turn: about a millisecond. */
const INCIDENTS_A_TURN = 1_000;

async function secondsOf(
  { lifetime }: RequestContext,
  rows: readonly ResponseRow[],
  plans: ReadonlyMap<string, Plan>,
): Promise<number[]> {
  const seconds: number[] = [];
  for (const { planId, receivedAt, respondedAt, ...clock } of rows) {
    const plan = plans.get(planId)!;
    for (let from = 0; receivedAt !== null && from < receivedAt.length; from += INCIDENTS_A_TURN) {
      const piece = (all: readonly number[]) => all.slice(from, from + INCIDENTS_A_TURN);
      const answered = { plan, receivedAt: piece(receivedAt), respondedAt: piece(respondedAt!) };
      for (const each of responseSeconds({ ...clock, ...answered })) seconds.push(each);
      lifetime.refuseWhenOver();
      if (receivedAt.length > from + INCIDENTS_A_TURN) await nextTurn();
    }
  }
  return seconds;
}

function reportRow(
  groupBy: readonly ReportDimension[],
  rows: readonly ResponseRow[],
  seconds: readonly number[],
): ResponseReportRow {
  const counts = Object.fromEntries(
    COUNTS.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]),
  ) as Counts;
  return {
    ...counts,
    key: keyOf(groupBy, rows[0]!.values),
    medianResponseMinutes: percentileMinutes(seconds, 50),
    p90ResponseMinutes: percentileMinutes(seconds, 90),
  };
}

async function plansOf(
  { catalog }: RequestContext,
  rows: readonly ResponseRow[],
): Promise<ReadonlyMap<string, Plan>> {
  const plans = await catalog.plansOf([...new Set(rows.map(({ planId }) => planId))]);
  return new Map(plans.map((plan) => [plan.id, plan]));
}
