import { GraphQLClient } from 'graphql-request';
import { order } from '../support/builders';
import { codesOf } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, IncidentNode, OF_OP5, open, readIncident, step, usedAt } from './incidents';

/** A Wednesday, noon in Berlin. Standard: CRITICAL 4 h, MEDIUM 8 h, LOW 12 h on the clock of 09:00 to 17:00. */
const NOW = '2026-06-10T10:00:00.000Z';
const CRITICAL_DUE = '2026-06-10T14:00:00.000Z';
const MEDIUM_DUE = '2026-06-11T10:00:00.000Z';
const LOW_DUE = '2026-06-11T14:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };
const reason = 'Another system than was said.';

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let support: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  support = await server.as('SUPPORT');
});
beforeEach(() => clock.moveTo(NOW));

const opened = async (plan = 'standard', changes: object = {}): Promise<IncidentNode> =>
  accepted(open(admin, await order(admin, 'it-novum', plan, ACTIVE), changes));
const correct = (id: string, changes: object) => step(support, 'correctIncident', id, { reason, ...changes });

it('a corrected impact makes a new promise from the receipt, and the history keeps the old one', async () => {
  const { id, responseDueAt } = await opened();
  expect(responseDueAt).toBe(CRITICAL_DUE);
  clock.moveTo('2026-06-10T12:00:00.000Z');
  const { history, ...corrected } = await accepted(correct(id, { impact: 'MEDIUM' }));
  expect(corrected).toMatchObject({ impact: 'MEDIUM', responseDueAt: MEDIUM_DUE, responseMet: null });
  expect(history).toMatchObject([
    { kind: 'RECEIVED', responseDueAt: CRITICAL_DUE },
    { kind: 'CORRECTED', at: '2026-06-10T12:00:00.000Z', note: reason, responseDueAt: MEDIUM_DUE },
  ]);
});

it('a first response is measured against the promise that stood when it was given, also after a correction', async () => {
  const { id } = await opened();
  clock.moveTo('2026-06-10T14:00:01.000Z');
  await accepted(step(support, 'recordFirstResponse', id));
  expect(await accepted(correct(id, { impact: 'LOW' }))).toMatchObject({
    responseDueAt: LOW_DUE,
    responseMet: false,
  });
  clock.moveTo(NOW);
  const other = await opened('standard', { impact: 'LOW' });
  await accepted(correct(other.id, { impact: 'CRITICAL' }));
  clock.moveTo('2026-06-11T10:00:00.000Z');
  expect(await accepted(step(support, 'recordFirstResponse', other.id))).toMatchObject({
    responseMet: false,
  });
});

it('a system that turns out to be a test system is LOW, and one that is none keeps its impact unless told', async () => {
  const { id } = await opened();
  expect(await accepted(correct(id, { testSystem: true, impact: 'MEDIUM' }))).toMatchObject({
    testSystem: true,
    impact: 'LOW',
    responseDueAt: LOW_DUE,
  });
  expect(await accepted(correct(id, { testSystem: false }))).toMatchObject({
    testSystem: false,
    impact: 'LOW',
  });
});

it('product and versions are corrected without another promise or unit of quota', async () => {
  const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
  const { id } = await accepted(open(admin, contract));
  const changes = { product: 'znuny', productVersion: '6.5', platformVersion: 'Debian 13' };
  const corrected = await accepted(correct(id, changes));
  expect(corrected).toMatchObject({ ...changes, responseDueAt: CRITICAL_DUE });
  expect(corrected.history[1]).toMatchObject({ kind: 'CORRECTED', responseDueAt: null });
  expect(await usedAt(admin, contract.id)).toBe(1);
});

it('a corrected version of OP5 is judged on the day of receipt, whatever was released since', async () => {
  clock.moveTo('2026-10-18T10:00:00Z');
  const contract = await order(admin, 'op5', 'premium', ACTIVE);
  const before = await accepted(open(admin, contract, OF_OP5));
  clock.moveTo('2026-10-19T10:00:00Z');
  const onTheDay = await accepted(open(admin, contract, OF_OP5));
  // 9.1.1 was released on 2026-10-19.
  const released = { productVersion: '9.1.1' };
  expect(codesOf(await correct(before.id, released))).toEqual(['VERSION_NOT_SUPPORTED']);
  expect(await accepted(correct(onTheDay.id, released))).toMatchObject(released);
});

it('a correction of an incident passes the rules, each refusal with the plans that help, and changes nothing', async () => {
  const incident = await opened('basic');
  const before = await rowCounts(server.database);
  const answer = await correct(incident.id, { testSystem: true, productVersion: '2' });
  expect(answer.userErrors).toMatchObject([
    { code: 'VERSION_NOT_SUPPORTED', path: ['input', 'productVersion'], allowedByPlans: [] },
    {
      code: 'TEST_SYSTEM_NOT_SUPPORTED',
      path: ['input', 'testSystem'],
      allowedByPlans: [{ code: 'standard' }, { code: 'premium' }],
    },
  ]);
  expect(codesOf(await correct(incident.id, { product: 'abacus' }))).toEqual(['PRODUCT_NOT_SUPPORTED']);
  expect(await readIncident(admin, incident.id)).toEqual(incident);
  expect({ ...(await rowCounts(server.database)), decision_records: 0 }).toEqual({
    ...before,
    decision_records: 0,
  });
});

it('an incident accepted by phone inside the window is corrected without asking the channel again', async () => {
  const { id } = await opened('premium', { channel: 'PHONE' });
  clock.moveTo('2026-06-10T20:00:00.000Z');
  expect(await accepted(correct(id, { impact: 'LOW' }))).toMatchObject({ impact: 'LOW' });
});

it.each([
  ['nothing', {}, ['input']],
  ['nulls', { impact: null, product: null }, ['input']],
  ['what it is already', { impact: 'CRITICAL', product: 'openitcockpit-enterprise' }, ['input']],
  ['a blank version', { productVersion: ' ' }, ['input', 'productVersion']],
  ['a blank reason', { impact: 'LOW', reason: ' ' }, ['input', 'reason']],
])('a correction of an incident with %s is INVALID_INPUT', async (_, changes, path) => {
  const { id } = await opened();
  expect((await correct(id, changes)).userErrors).toMatchObject([{ code: 'INVALID_INPUT', path }]);
});

it('a resolved incident is corrected, a closed and a voided one are not', async () => {
  const { id } = await opened();
  await accepted(step(support, 'recordFirstResponse', id));
  await accepted(step(support, 'resolveIncident', id, { note: 'Fixed.' }));
  await accepted(correct(id, { impact: 'MEDIUM' }));
  await accepted(step(support, 'closeIncident', id));
  expect(codesOf(await correct(id, { impact: 'LOW' }))).toEqual(['INVALID_STATE']);
  const { id: twice } = await opened();
  await accepted(step(support, 'voidIncident', twice, { reason: 'Twice.' }));
  expect(codesOf(await correct(twice, { impact: 'LOW' }))).toEqual(['INVALID_STATE']);
});

it('the promise of a corrected incident is that of the plan of the receipt, whatever plan came since', async () => {
  const contract = await order(admin, 'op5', 'standard', ACTIVE);
  const incident = await accepted(open(admin, contract, { ...OF_OP5, impact: 'LOW' }));
  expect(incident.priority).toBe(false);
  clock.moveTo('2026-06-10T11:00:00.000Z');
  const document = `mutation ($input: ChangePlanInput!) { changePlan(input: $input) { userErrors { message } } }`;
  const { provider } = await admin.request<{ provider: { plans: { id: string; code: string }[] } }>(
    '{ provider(code: "op5") { plans { id code } } }',
  );
  const planId = provider.plans.find(({ code }) => code === 'premium')!.id;
  await admin.request(document, { input: { contractId: contract.id, planId } });
  const corrected = await accepted(correct(incident.id, { impact: 'CRITICAL' }));
  expect([corrected.priority, corrected.responseDueAt]).toEqual([false, incident.responseDueAt]);
});
