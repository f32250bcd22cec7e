import { GraphQLClient } from 'graphql-request';
import { REPORT_DIMENSIONS } from '../../src/reports/domain/report-key';
import { numberIn } from '../../src/shared/domain/global-id';
import { accepted, open, step } from '../incidents/incidents';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const clock = new TestClock('2026-07-01T08:00:00Z');
const server = useServer(clock, 'response_report');
let admin: GraphQLClient;
let sales: GraphQLClient;
let standard: OrderedContract;

interface Incident {
  readonly at: string;
  readonly impact?: string;
  readonly respondedAt?: string;
}

async function received(contract: OrderedContract, { at, impact = 'CRITICAL', respondedAt }: Incident) {
  const { id } = await accepted(open(admin, contract, { receivedAt: at, impact }));
  if (respondedAt !== undefined) await step(admin, 'recordFirstResponse', id, { respondedAt });
  return id;
}

/** Instants as Berlin's clock shows them; standard is open Monday to Friday from 9 to 17 and promises 4 hours. */
beforeAll(async () => {
  admin = await server.as('ADMIN');
  sales = await server.as('SALES');
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  standard = await order(admin, 'it-novum', 'standard', ordered);
  const basic = await order(admin, 'it-novum', 'basic', ordered);
  const responded = [
    ['2026-06-01T10:00:00+02:00', '2026-06-01T12:00:00+02:00'],
    ['2026-06-05T16:30:00+02:00', '2026-06-08T09:10:00+02:00'],
    ['2026-06-09T09:00:00+02:00', '2026-06-09T14:30:00+02:00'],
  ] as const;
  for (const [at, respondedAt] of responded) await received(standard, { at, respondedAt });
  const twice = await received(standard, { at: '2026-06-10T10:00:00+02:00' });
  await step(admin, 'voidIncident', twice, { reason: 'Twice.' });
  await received(standard, { at: '2026-07-01T00:30:00+02:00', impact: 'LOW' });
  await received(basic, { at: '2026-06-02T10:00:00+02:00', respondedAt: '2026-06-02T11:00:00+02:00' });
});

const REPORT = `query ($from: LocalDate!, $to: LocalDate!, $groupBy: [ReportDimension!]!, $filter: IncidentFilter) {
  responseReport(from: $from, to: $to, groupBy: $groupBy, filter: $filter) { key { dimension value } received met breached open openOverdue
    withoutTarget resolvedOnFirstCall medianResponseMinutes p90ResponseMinutes } }`;

interface Row {
  readonly key: readonly { readonly dimension: string; readonly value: string }[];
  readonly received: number;
}

async function report(args: object, client = sales): Promise<readonly Row[]> {
  const variables = { from: '2026-06-01', to: '2026-08-01', groupBy: [], ...args };
  return (await client.request<{ responseReport: Row[] }>(REPORT, variables)).responseReport;
}

const NONE = { met: 0, breached: 0, open: 0, openOverdue: 0, withoutTarget: 0, resolvedOnFirstCall: 0 };

it('the response report tells met and breached per plan, impact and month, with median and 90th percentile in working minutes', async () => {
  const rows = await report({ groupBy: ['PLAN', 'IMPACT', 'MONTH'] });
  const keys = rows.map(({ key }) => key.map(({ value }) => value).join(' '));
  expect(keys).toEqual([
    'it-novum/basic CRITICAL 2026-06',
    'it-novum/standard CRITICAL 2026-06',
    'it-novum/standard LOW 2026-07',
  ]);
  expect(rows[1]!.key.map(({ dimension }) => dimension)).toEqual(['PLAN', 'IMPACT', 'MONTH']);
  const [ofBasic, june, july] = rows.map(({ key: _key, ...figures }) => figures);
  // The plan has no service window, so no working minute passes.
  const noTimes = { medianResponseMinutes: null, p90ResponseMinutes: null };
  expect(ofBasic).toEqual({ ...NONE, received: 1, withoutTarget: 1, ...noTimes });
  expect(june).toEqual({
    ...NONE,
    received: 3,
    met: 2,
    breached: 1,
    medianResponseMinutes: 120,
    p90ResponseMinutes: 330,
  });
  expect(july).toEqual({ ...NONE, received: 1, open: 1, ...noTimes });
});

it('the response report of a period has its first day and not its last, in the provider’s time zone', async () => {
  const counted = async (from: string, to: string) =>
    (await report({ from, to, filter: { contractId: standard.id } }))[0]?.received ?? 0;
  expect(await counted('2026-06-01', '2026-07-01')).toBe(3);
  expect(await counted('2026-06-02', '2026-07-01')).toBe(2);
  expect(await counted('2026-07-01', '2026-07-02')).toBe(1);
  expect(await report({ from: '2020-01-01', to: '2020-02-01' })).toEqual([]);
});

it('the response report without a dimension is one row for all', async () => {
  expect(await report({})).toMatchObject([{ key: [], received: 5, met: 2, breached: 1, open: 1 }]);
});

it('the response report counts what is open and overdue from the second after it was due', async () => {
  const openAt = async (instant: string) => {
    clock.moveTo(instant);
    return report({ groupBy: ['MONTH'], from: '2026-07-01' });
  };
  expect(await openAt('2026-07-02T11:00:00Z')).toMatchObject([{ open: 1, openOverdue: 0 }]);
  expect(await openAt('2026-07-02T11:00:01Z')).toMatchObject([{ open: 1, openOverdue: 1 }]);
});

it('the response report of a key that is bound to another provider has nothing of this one', async () => {
  const key = await server.keyBoundTo('op5', 'SALES');
  const ofOp5 = new GraphQLClient(server.url, { headers: { authorization: `Bearer ${key}` } });
  expect(await report({ groupBy: ['PROVIDER'] }, ofOp5)).toEqual([]);
});

it.each([
  [{ to: '2026-06-01' }, 'from (2026-06-01) must be a day before to (2026-06-01).', 'from'],
  [{ from: '2020-06-01' }, 'to must not be after 2025-06-01, 5 years from 2020-06-01.', 'to'],
  [{ groupBy: ['PLAN', 'PLAN'] }, 'groupBy names PLAN twice.', 'groupBy'],
])('the response report refuses %j by name', async (args, message, argument) => {
  await expect(report(args)).rejects.toMatchObject({
    response: { errors: [{ message, extensions: { code: 'BAD_USER_INPUT', argument: [argument] } }] },
  });
});

it('the response report has a request in the region where its customer was when it came, and every dimension a value', async () => {
  clock.moveTo('2026-07-08T08:00:00Z');
  const customerId = await createCustomer(admin);
  const ordered = { orderReceivedAt: '2026-05-10T10:00:00Z', customerId };
  const moved = await order(admin, 'it-novum', 'premium', ordered);
  await received(moved, { at: '2026-07-08T09:00:00+02:00' });
  await mutate(admin, 'updateCustomer', { customerId, region: 'AMERICAS' });
  clock.moveTo('2026-07-09T08:00:00Z');
  await received(moved, { at: '2026-07-09T09:00:00+02:00' });
  const rows = await report({ from: '2026-07-01', groupBy: REPORT_DIMENSIONS, filter: { customerId } });
  const values = rows.map(({ key, received: count }) => [...key.map(({ value }) => value), count]);
  const ofPlan = ['it-novum', 'it-novum/premium', 'it-novum/premium/1', values[0]![3]];
  expect(values).toEqual([
    [...ofPlan, 'AMERICAS', 'CRITICAL', 'EMAIL', '2026-07', 1],
    [...ofPlan, 'EUROPE', 'CRITICAL', 'EMAIL', '2026-07', 1],
  ]);
});

it('more incidents than are looked at in one turn are all counted', async () => {
  clock.moveTo('2026-07-07T08:00:00Z');
  const id = await received(standard, {
    at: '2026-07-06T09:00:00+02:00',
    respondedAt: '2026-07-06T11:00:00+02:00',
  });
  const copies = (count: number, respondedAt: string) =>
    server.database.sql.rows(
      `INSERT INTO incidents SELECT copy.* FROM incidents i CROSS JOIN generate_series(1, $2::int) nth
         CROSS JOIN jsonb_populate_record(NULL::incidents, to_jsonb(i) || jsonb_build_object(
           'id', nextval('incidents_id_seq'), 'reference', 'copy-' || $3 || nth, 'first_responded_at', $3, 'response_met', $3::timestamptz <= i.due_at_response)) copy
       WHERE i.id = $1`,
      [numberIn('Incident', id), count, respondedAt],
    );
  await copies(1_799, '2026-07-06T09:00:00Z');
  await copies(200, '2026-07-06T14:30:00+02:00');
  const [row] = await report({ from: '2026-07-06', to: '2026-07-07' });
  expect(row).toMatchObject({ received: 2_000, medianResponseMinutes: 120, p90ResponseMinutes: 120 });
});
