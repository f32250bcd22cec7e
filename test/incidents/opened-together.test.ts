import { setTimeout as pause } from 'node:timers/promises';
import { GraphQLClient } from 'graphql-request';
import { Client } from 'pg';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { OpenIncident, openIncident } from '../../src/incidents/use-cases/open-incident';
import { systemClock } from '../../src/shared/domain/clock';
import { Batching } from '../../src/platform/batching';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { mutate } from '../support/mutate';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { accepted, IncidentAnswer, open, requestUnder, usedAt } from './incidents';

let target: TestDatabase;
let server: TestServer;
let admin: GraphQLClient;
beforeAll(async () => {
  target = await freshDatabase('opened_together');
  server = await startTestServer(undefined, target);
  admin = await server.as('ADMIN');
});
afterAll(() => server.close());

interface Left {
  readonly allowed: boolean;
  readonly rules: readonly { readonly rule: string; readonly outcome: string }[];
}

/** What the requests to a contract left behind, without what tells one contract from another. */
async function leftBehind({ id }: OrderedContract): Promise<object> {
  const key = parseGlobalId(id)!.id;
  const { sql } = server.database;
  const decisions = await sql.rows<Left>(
    'SELECT allowed, rules FROM decision_records WHERE contract_id = $1 AND mutation = $2 ORDER BY id',
    [key, 'openIncident'],
  );
  const audited = await sql.rows<{ after: { description: string } }>(
    `SELECT after FROM audit_log WHERE contract_id = $1 AND subject_type = 'Incident' ORDER BY id`,
    [key],
  );
  const events = await sql.rows<object>(
    `SELECT kind, actor FROM incident_events e JOIN incidents i ON i.id = e.incident_id WHERE i.contract_id = $1`,
    [key],
  );
  return {
    decisions: decisions.map(({ allowed, rules }) => ({
      allowed,
      rules: rules.map(({ rule, outcome }) => [rule, outcome]),
    })),
    audited: audited.map(({ after }) => after.description),
    events,
    used: await usedAt(admin, id),
  };
}

/** An answer without what differs from call to call. */
function told({ incident, userErrors }: IncidentAnswer): object {
  return { incident: incident && [incident.impact, incident.supportLine, incident.status], userErrors };
}

// Basic allows five: the last two find nothing left, whatever was refused before them.
const REQUESTS: readonly object[] = [
  { description: 'one' },
  { description: 'by phone', channel: 'PHONE' },
  { description: 'two', impact: 'LOW' },
  { description: '' },
  { description: 'three', receivedAt: new Date(Date.now() - 3_600_000).toISOString() },
  { description: 'of nothing', product: 'none' },
  { description: 'four' },
  { description: 'five' },
  { description: 'six' },
  { description: 'seven', channel: 'PHONE' },
];

it('opening incidents together decides as if one had come after the other', async () => {
  const number = (contract: OrderedContract, text: string) => text.replaceAll(contract.number, 'NUMBER');
  const answersOf = (contract: OrderedContract, answers: readonly IncidentAnswer[]) =>
    JSON.parse(number(contract, JSON.stringify(answers.map(told)))) as object;
  const [one, other] = [await order(admin, 'it-novum', 'basic'), await order(admin, 'it-novum', 'basic')];
  const inTurn: IncidentAnswer[] = [];
  for (const request of REQUESTS) inTurn.push(await open(admin, one, request));
  const together = await Promise.all(REQUESTS.map((request) => open(admin, other, request)));
  expect(answersOf(other, together)).toEqual(answersOf(one, inTurn));
  expect(await leftBehind(other)).toEqual(await leftBehind(one));
});

it('opening incidents together counts what it has accepted before, and so needs one transaction for all', async () => {
  const contract = await order(admin, 'it-novum', 'basic');
  const database = { ...target.database };
  const transaction = jest.spyOn(database, 'transaction');
  const catalog = new Catalog(database);
  const batching = new Batching(database, systemClock);
  const caller = {
    keyId: '1',
    name: 'test',
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  const request = {
    ...requestUnder(contract),
    contractId: parseGlobalId(contract.id)!.id,
    contactId: parseGlobalId(contract.namedContacts[0]!.id)!.id,
    testSystem: false,
    distributedSetup: false,
    receivedAt: null,
  } as unknown as OpenIncident;
  const opened = await Promise.allSettled(
    Array.from({ length: 7 }, () => {
      const context = new RequestContext(catalog, database, systemClock, caller, 'request', { batching });
      context.command = { mutation: 'openIncident', input: {} };
      return openIncident(context, request);
    }),
  );
  expect(opened.map(({ status }) => status)).toEqual([
    ...Array<string>(5).fill('fulfilled'),
    ...Array<string>(2).fill('rejected'),
  ]);
  expect(transaction).toHaveBeenCalledTimes(1);
});

it('opening incidents together tells apart whose contract it is, and which does not exist', async () => {
  const customerId = await createCustomer(admin);
  const own = await order(admin, 'it-novum', 'standard', { customerId });
  const foreign = await order(admin, 'it-novum', 'standard');
  const customer = await server.as('CUSTOMER', customerId);
  const missing = { ...foreign, id: toGlobalId('Contract', '999999') };
  const [ofOwn, ofForeign, ofMissing, byStaff] = await Promise.all([
    open(customer, own),
    open(customer, foreign),
    open(admin, missing),
    open(admin, foreign),
  ]);
  expect(ofOwn.userErrors).toEqual([]);
  expect(byStaff.userErrors).toEqual([]);
  expect(ofForeign.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(ofMissing.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(await usedAt(admin, foreign.id)).toBe(1);
});

it('opening incidents together answers each of many callers at once with the incident that it reported', async () => {
  const contract = await order(admin, 'op5', 'premium');
  const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => open(admin, contract, { ...op5, description: `number ${n}` })),
  );
  const incidents = await Promise.all(answers.map((answer) => accepted(answer)));
  expect(new Set(incidents.map(({ reference }) => reference)).size).toBe(40);
  const document = 'query ($id: ID!) { incident(id: $id) { reference description } }';
  for (const [n, { id, reference }] of incidents.entries()) {
    const { incident } = await admin.request<{ incident: object }>(document, { id });
    expect(incident).toEqual({ reference, description: `number ${n}` });
  }
  expect(await usedAt(admin, contract.id)).toBe(40);
});

it('opening incidents together does not hold up one contract for another that is locked', async () => {
  // Every second one, so that the same lane of the process serves both.
  const [held, , free] = [
    await order(admin, 'it-novum', 'standard'),
    await order(admin, 'it-novum', 'standard'),
    await order(admin, 'it-novum', 'standard'),
  ];
  const holder = new Client({ connectionString: target.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM contracts WHERE id = $1 FOR UPDATE', [parseGlobalId(held.id)!.id]);
  let isHeldAnswered = false;
  const waiting = Promise.all([open(admin, held), open(admin, held)]).finally(() => (isHeldAnswered = true));
  await accepted(open(admin, free));
  await accepted(open(admin, free));
  await pause(20);
  expect(isHeldAnswered).toBe(false);
  await holder.query('COMMIT');
  await holder.end();
  for (const answer of await waiting) await accepted(answer);
});

it('opening incidents together lets a request with an idempotency key be sent again', async () => {
  const contract = await order(admin, 'it-novum', 'standard');
  const input = requestUnder(contract, { idempotencyKey: 'once' });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => mutate(admin, 'openIncident', input, 'incident { reference }')),
  );
  const references = answers.map(({ incident }) => (incident as { reference: string }).reference);
  expect(new Set(references).size).toBe(1);
  expect(await usedAt(admin, contract.id)).toBe(1);
});
