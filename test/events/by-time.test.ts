import { GraphQLClient } from 'graphql-request';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { tellDueContracts } from '../../src/contracts/use-cases/tell-due-contracts';
import { eventsAfter } from '../../src/events/persistence/events';
import { closeUnanswered } from '../../src/incidents/use-cases/close-unanswered';
import { tellDueIncidents } from '../../src/incidents/use-cases/tell-due-incidents';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { accepted, open, step } from '../incidents/incidents';
import { contactNamed, order, planId } from '../support/builders';
import { expectFollowsItsType } from '../support/follows-its-type';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const ORDERED = '2026-02-10T10:00:00.000Z';
const clock = new TestClock(ORDERED);
const server = useServer(clock, 'events_by_time');
let admin: GraphQLClient;
let catalog: Catalog;
beforeAll(async () => {
  admin = await server.as('ADMIN');
  catalog = new Catalog(server.database);
});
beforeEach(() => clock.moveTo(ORDERED));

/** What a process does each second, by as many of them at once. */
async function sweep(processes = 1): Promise<void> {
  const { database } = server;
  const one = async () => {
    await tellDueIncidents(database, clock.now());
    await closeUnanswered(database, clock.now());
    await tellDueContracts(database, catalog, clock.now());
  };
  await Promise.all(Array.from({ length: processes }, one));
}

async function told(contractId: string): Promise<string[]> {
  const id = parseGlobalId(contractId)!.id;
  const events = await eventsAfter(server.database.sql, '0', { contractId: id }, 1_000);
  for (const event of events) expectFollowsItsType(event);
  return events
    .filter(({ type }) => type !== 'contract.ordered')
    .map(({ type, occurredAt }) => `${occurredAt.toISOString().replace('.000Z', 'Z')} ${type}`);
}

/** Of standard: notice of 60 days, first contact by 15 February, active from 15 March 2026, by Berlin's clock. */
const standard = (fields: object = {}) =>
  order(admin, 'it-novum', 'standard', { orderReceivedAt: ORDERED, activateOn: '2026-03-15', ...fields });

const FIRST_YEAR = [
  '2026-02-14T23:00:00Z contacts.due',
  '2026-02-15T23:00:00Z contacts.overdue',
  '2026-03-14T23:00:00Z contract.activated',
  '2026-10-15T22:00:00Z contract.notice_deadline',
  '2026-12-14T23:00:00Z contract.notice_deadline',
  '2027-01-06T23:00:00Z contract.notice_deadline',
  '2027-03-14T23:00:00Z contract.renewed',
  '2027-03-14T23:00:00Z contract.year_began',
];

it('what comes by time alone is told at its instant and not a millisecond before, once each', async () => {
  const { id } = await standard({ contacts: [] });
  for (const instant of new Set(FIRST_YEAR.map((line) => line.split(' ')[0]!))) {
    const at = new Date(instant);
    clock.moveTo(new Date(at.getTime() - 1).toISOString());
    await sweep();
    expect(await told(id)).toEqual(FIRST_YEAR.filter((line) => line < instant));
    clock.moveTo(at.toISOString());
    await sweep(2);
    expect(await told(id)).toEqual(FIRST_YEAR.filter((line) => line.split(' ')[0]! <= instant));
  }
});

it('what came while nothing ran is told late, once and in order, by however many processes', async () => {
  const { id } = await standard({ contacts: [] });
  clock.moveTo('2027-03-20T12:00:00Z');
  await sweep(4);
  await sweep();
  expect(await told(id)).toEqual(FIRST_YEAR);
});

it('a contract under notice ends once, and is neither renewed nor warned of a deadline', async () => {
  const { id } = await standard();
  clock.moveTo('2026-10-01T10:00:00Z');
  await mutate(admin, 'giveNotice', { contractId: id, party: 'CUSTOMER' });
  clock.moveTo('2029-01-01T00:00:00Z');
  await sweep(3);
  expect(await told(id)).toEqual([
    '2026-10-01T10:00:00Z contract.notice_given',
    '2026-03-14T23:00:00Z contract.activated',
    '2027-03-14T23:00:00Z contract.ended',
  ]);
});

it('a contract that was cancelled tells nothing more by time', async () => {
  const { id } = await standard({ contacts: [] });
  await mutate(admin, 'cancelContract', { contractId: id, reason: 'Twice.' });
  clock.moveTo('2028-01-01T00:00:00Z');
  await sweep();
  expect(await told(id)).toEqual([`${ORDERED.replace('.000Z', 'Z')} contract.cancelled`]);
});

it('a contact that is named in time keeps the contract from being due and overdue', async () => {
  const { id } = await standard({ contacts: [] });
  await mutate(admin, 'addNamedContact', { contractId: id, contact: contactNamed('Ada') });
  clock.moveTo('2026-03-01T00:00:00Z');
  await sweep();
  expect((await told(id)).filter((line) => line.includes('contacts.'))).toEqual([]);
});

it('a scheduled change of plan is told when it is made, and again when it takes force', async () => {
  const { id } = await standard();
  clock.moveTo('2026-04-01T10:00:00Z');
  const premium = await planId(admin, 'it-novum', 'premium');
  await mutate(admin, 'changePlan', { contractId: id, planId: premium, effectiveOn: '2026-05-01' });
  clock.moveTo('2026-05-02T00:00:00Z');
  await sweep(2);
  await sweep();
  expect((await told(id)).filter((line) => line.includes('plan_'))).toEqual([
    '2026-04-01T10:00:00Z contract.plan_change_scheduled',
    '2026-04-30T22:00:00Z contract.plan_changed',
  ]);
});

it('a response is told to be due soon when a quarter of the working time is left, then breached, once each', async () => {
  const contract = await standard();
  // Critical: 4 hours from Thursday 16:00 over Good Friday and Easter Monday to Tuesday 12:00.
  clock.moveTo('2026-04-02T14:00:00Z');
  await accepted(open(admin, contract, { impact: 'CRITICAL' }));
  const soon = '2026-04-07T09:00:00Z incident.response_due_soon';
  const breached = '2026-04-07T10:00:01Z incident.response_breached';
  const ofIncident = async () => (await told(contract.id)).filter((line) => line.includes('response_'));
  clock.moveTo('2026-04-07T08:59:59.999Z');
  await sweep();
  expect(await ofIncident()).toEqual([]);
  clock.moveTo('2026-04-07T09:00:00Z');
  await sweep(2);
  expect(await ofIncident()).toEqual([soon]);
  clock.moveTo('2026-04-07T10:00:00.999Z');
  await sweep();
  expect(await ofIncident()).toEqual([soon]);
  clock.moveTo('2026-04-08T10:00:00Z');
  await sweep(2);
  await sweep();
  expect(await ofIncident()).toEqual([soon, breached]);
});

it('a response that was given tells nothing more, and a late one is breached even where nothing ran', async () => {
  const contract = await standard();
  clock.moveTo('2026-04-07T07:00:00Z');
  const { id: inTime } = await accepted(open(admin, contract, { impact: 'CRITICAL' }));
  const { id: late } = await accepted(open(admin, contract, { impact: 'CRITICAL' }));
  clock.moveTo('2026-04-07T07:30:00Z');
  await step(admin, 'recordFirstResponse', inTime);
  clock.moveTo('2026-04-07T13:00:00Z');
  await step(admin, 'recordFirstResponse', late);
  await sweep();
  const lines = (await told(contract.id)).filter((line) => line.includes('incident.resp'));
  expect(lines).toEqual([
    '2026-04-07T07:30:00Z incident.responded',
    '2026-04-07T11:00:01Z incident.response_breached',
    '2026-04-07T13:00:00Z incident.responded',
  ]);
});

it('a corrected impact makes a new promise, whose times are told too', async () => {
  const contract = await standard();
  clock.moveTo('2026-04-07T07:00:00Z');
  const { id } = await accepted(open(admin, contract, { impact: 'LOW' }));
  await step(admin, 'correctIncident', id, { impact: 'CRITICAL', reason: 'All users.' });
  clock.moveTo('2026-04-09T13:00:00Z');
  await sweep();
  expect((await told(contract.id)).filter((line) => line.includes('response_'))).toEqual([
    '2026-04-07T10:00:00Z incident.response_due_soon',
    '2026-04-07T11:00:01Z incident.response_breached',
  ]);
});

it('an incident without an answer is warned of a week before it closes itself, at the same local time', async () => {
  const contract = await standard();
  clock.moveTo('2026-10-01T10:00:00Z');
  const { id } = await accepted(open(admin, contract));
  await step(admin, 'recordFirstResponse', id);
  await step(admin, 'awaitCustomer', id, { note: 'Which log?' });
  const closing = async () => (await told(contract.id)).filter((line) => /clos/.test(line));
  clock.moveTo('2026-11-05T10:59:59.999Z');
  await sweep();
  expect(await closing()).toEqual([]);
  clock.moveTo('2026-11-12T11:00:00Z');
  await sweep(2);
  expect(await closing()).toEqual([
    '2026-11-05T11:00:00Z incident.closing_soon',
    '2026-11-12T11:00:00Z incident.closed',
  ]);
});
