import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { booked, deliver, orderAdditional } from '../consulting/consulting-api';
import { OF_OP5, accepted, IncidentNode, open } from '../incidents/incidents';
import { createCustomer, order, OrderedContract, planId, uniqueNumber } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { clientFor, useServer } from '../support/test-server';

const NOW = '2026-06-10T10:00:00Z';
/** Active from 10 May on. */
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const server = useServer(new TestClock(NOW), 'providers');
let everybody: GraphQLClient;
let itNovum: GraphQLClient;
let op5: GraphQLClient;
/** A customer of both, and one of it-novum alone. */
let shared: string;
let ofItNovum: string;
let itNovums: OrderedContract;
let itNovumsAlone: OrderedContract;
let op5s: OrderedContract;
let incidents: Record<'itNovum' | 'op5', IncidentNode>;

beforeAll(async () => {
  everybody = await server.as('ADMIN');
  itNovum = clientFor(server.url, await server.keyBoundTo('it-novum', 'ADMIN'));
  op5 = clientFor(server.url, await server.keyBoundTo('op5', 'ADMIN'));
  shared = await createCustomer(everybody, { name: 'Shared' });
  ofItNovum = await createCustomer(everybody, { name: 'Alone' });
  itNovums = await order(everybody, 'it-novum', 'premium', { ...ACTIVE, customerId: shared });
  op5s = await order(everybody, 'op5', 'standard', { ...ACTIVE, customerId: shared });
  itNovumsAlone = await order(everybody, 'it-novum', 'premium', { ...ACTIVE, customerId: ofItNovum });
  incidents = {
    itNovum: await accepted(open(everybody, itNovums)),
    op5: await accepted(open(everybody, op5s, OF_OP5)),
  };
  await orderAdditional(everybody, itNovums.id, 2);
  const [block] = await booked(everybody, itNovums.id, '2026-06-10T08:00:00Z');
  await deliver(everybody, block!.id);
});

const list = 'totalCount nodes { id }';

it('staff of a provider lists its own contracts, incidents and customers', async () => {
  const document = `{ contracts { ${list} } incidents { ${list} } customers { ${list} } }`;
  expect(await op5.request(document)).toEqual({
    contracts: { totalCount: 1, nodes: [{ id: op5s.id }] },
    incidents: { totalCount: 1, nodes: [{ id: incidents.op5.id }] },
    customers: { totalCount: 1, nodes: [{ id: shared }] },
  });
  expect(await itNovum.request(document)).toEqual({
    contracts: { totalCount: 2, nodes: [{ id: itNovums.id }, { id: itNovumsAlone.id }] },
    incidents: { totalCount: 1, nodes: [{ id: incidents.itNovum.id }] },
    customers: { totalCount: 2, nodes: [{ id: shared }, { id: ofItNovum }] },
  });
});

it('staff of a provider sees of a shared customer its own contracts alone', async () => {
  const document = `query ($id: ID!) { customer(id: $id) { name contracts { ${list} } }
    contracts(filter: { customerId: $id }) { totalCount } }`;
  expect(await op5.request(document, { id: shared })).toEqual({
    customer: { name: 'Shared', contracts: { totalCount: 1, nodes: [{ id: op5s.id }] } },
    contracts: { totalCount: 1 },
  });
});

it('what another provider has does not exist for staff of a provider, by id, number or reference', async () => {
  const document = `query ($contract: ID!, $customer: ID!, $incident: ID!, $contact: ID!, $number: String!, $reference: String!) {
    contract(id: $contract) { id } customer(id: $customer) { id } incident(id: $incident) { id }
    nodes(ids: [$contract, $customer, $incident, $contact]) { id }
    byNumber: contract(number: $number) { id } byReference: incident(reference: $reference) { id }
    canAddNamedContact(contractId: $contract) { userErrors { code } } }`;
  const asked = {
    contract: itNovumsAlone.id,
    customer: ofItNovum,
    incident: incidents.itNovum.id,
    contact: itNovumsAlone.namedContacts[0]!.id,
    number: itNovumsAlone.number,
    reference: incidents.itNovum.reference,
  };
  const nothing = { contract: null, customer: null, incident: null, nodes: [null, null, null, null] };
  expect(await op5.request(document, asked)).toEqual({
    ...nothing,
    byNumber: null,
    byReference: null,
    canAddNamedContact: { userErrors: [{ code: 'NOT_FOUND' }] },
  });
  expect(await itNovum.request(document, asked)).toMatchObject({ contract: { id: itNovumsAlone.id } });
});

interface Feed {
  readonly consultingUsage: { totalCount: number; nodes: { id: string }[]; totals: object[] };
}

it('staff of a provider reads the usage of its own contracts, in the feed, its totals, by id and as CSV', async () => {
  const document = `{ consultingUsage(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { ${list} totals { hours } } }`;
  const { consultingUsage: all } = await itNovum.request<Feed>(document);
  expect(all).toMatchObject({ totalCount: 2, totals: [{ hours: 4 }, { hours: 8 }] });
  const { consultingUsage: none } = await op5.request<Feed>(document);
  expect(none).toEqual({ totalCount: 0, nodes: [], totals: [] });
  const byId = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const ids = all.nodes.map(({ id }) => id);
  expect(await op5.request(byId, { ids })).toEqual({ nodes: [null, null] });
  expect(await itNovum.request(byId, { ids })).toEqual({ nodes: ids.map((id) => ({ id })) });
  const linesFor = async (provider: string) => {
    const url = server.url.replace('/graphql', '/billing/consulting-usage.csv?from=2026-01-01&to=2027-01-01');
    const authorization = `Bearer ${await server.keyBoundTo(provider, 'BILLING')}`;
    const csv = await (await fetch(url, { headers: { authorization } })).text();
    return csv.trim().split('\r\n').length;
  };
  expect([await linesFor('it-novum'), await linesFor('op5')]).toEqual([3, 1]);
});

interface Log {
  readonly auditLog: { totalCount: number; nodes: { contractId: string | null; subjectId: string }[] };
}

it('staff of a provider reads the audit log of its own contracts and of the customers that it sees', async () => {
  const document = '{ auditLog(first: 100) { totalCount nodes { contractId subjectId } } }';
  const { auditLog } = await op5.request<Log>(document);
  expect(auditLog.totalCount).toBe(auditLog.nodes.length);
  expect(new Set(auditLog.nodes.map(({ contractId, subjectId }) => contractId ?? subjectId))).toEqual(
    new Set([op5s.id, shared]),
  );
});

it('staff of a provider reads the decisions about its own contracts', async () => {
  const rows = await server.database.sql.rows<{ id: string; code: string | null }>(
    `SELECT d.id, p.code FROM decision_records d LEFT JOIN contracts c ON c.id = d.contract_id LEFT JOIN providers p ON p.id = c.provider_id`,
  );
  expect(new Set(rows.map(({ code }) => code))).toEqual(new Set([null, 'it-novum', 'op5']));
  for (const { id, code } of rows) {
    const globalId = toGlobalId('DecisionRecord', id);
    const { decision } = await op5.request<{ decision: object | null }>(
      'query ($id: ID!) { decision(id: $id) { id } }',
      { id: globalId },
    );
    expect([code, decision !== null]).toEqual([code, code === 'op5']);
  }
});

it('staff of a provider sells its own plans alone, to customers that it sees', async () => {
  const order = async (client: GraphQLClient, provider: string, customerId: string) =>
    mutate(
      client,
      'orderContract',
      {
        customerId,
        planId: await planId(everybody, provider, 'basic'),
        number: uniqueNumber('K'),
        orderReceivedAt: NOW,
      },
      'contract { id }',
    );
  const before = await rowCounts(server.database);
  expect((await order(op5, 'it-novum', shared)).userErrors).toMatchObject([
    {
      code: 'INVALID_INPUT',
      path: ['input', 'planId'],
      message: 'Your key sells plans of op5 alone: choose one of them.',
    },
  ]);
  expect((await order(op5, 'op5', ofItNovum)).userErrors).toMatchObject([
    { code: 'NOT_FOUND', path: ['input', 'customerId'] },
  ]);
  expect(await rowCounts(server.database)).toEqual(before);
  expect(codesOf(await order(op5, 'op5', shared))).toEqual([]);
});

it('staff of a provider sees a customer that it created, others of another provider do not', async () => {
  const created = await createCustomer(op5, { name: 'New' });
  const document = 'query ($id: ID!) { customer(id: $id) { name } }';
  expect(await op5.request(document, { id: created })).toEqual({ customer: { name: 'New' } });
  expect(await itNovum.request(document, { id: created })).toEqual({ customer: null });
  expect(await everybody.request(document, { id: created })).toEqual({ customer: { name: 'New' } });
  const byNobodyOfThem = await createCustomer(everybody);
  expect(await op5.request(document, { id: byNobodyOfThem })).toEqual({ customer: null });
});

it('staff of a provider changes no customer that it does not see, and names none as a partner', async () => {
  const hidden = await createCustomer(everybody, { isPartner: true });
  const change = (input: object) => mutate(op5, 'updateCustomer', input, 'customer { id }');
  expect((await change({ customerId: ofItNovum, name: 'Mine' })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', path: ['input', 'customerId'] },
  ]);
  expect((await change({ customerId: shared, partnerId: hidden })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', path: ['input', 'partnerId'] },
  ]);
  expect(codesOf(await change({ customerId: shared, name: 'Shared' }))).toEqual([]);
});

it('staff of a provider voids no incident as a duplicate of another provider’s', async () => {
  const { id } = await accepted(open(everybody, op5s, OF_OP5));
  const input = { incidentId: id, reason: 'Twice.', duplicateOfId: incidents.itNovum.id };
  const answer = await mutate(op5, 'voidIncident', input, 'incident { id }');
  const unknown = { ...input, duplicateOfId: toGlobalId('Incident', '999999999') };
  expect(answer).toEqual(await mutate(op5, 'voidIncident', unknown, 'incident { id }'));
  expect(answer.userErrors).toHaveLength(1);
});

it('no decision tells staff of a provider of another provider’s contact that was named for an incident', async () => {
  const input = { contractId: op5s.id, contactId: itNovumsAlone.namedContacts[0]!.id, channel: 'EMAIL' };
  const report = { impact: 'LOW', platformVersion: 'Debian 12', description: 'It fails.', ...OF_OP5 };
  expect(codesOf(await mutate(op5, 'openIncident', { ...input, ...report }))).toEqual(['CONTACT_NOT_NAMED']);
  const [record] = await server.database.sql.rows<{ facts: string }>(
    'SELECT facts::text FROM decision_records WHERE NOT allowed ORDER BY id DESC LIMIT 1',
  );
  expect(record!.facts).toContain('"reporter": null');
});

it('staff of a provider sees the whole catalog', async () => {
  const document = '{ providers { code plans { id } } }';
  expect(await op5.request(document)).toEqual(await everybody.request(document));
});
