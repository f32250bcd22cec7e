import { GraphQLClient } from 'graphql-request';
import { tellDueContracts } from '../../src/contracts/use-cases/tell-due-contracts';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { compareCounters } from '../../src/doctor/compare-counters';
import { dateAt } from '../../src/shared/domain/local-date';
import { contactNamed, createCustomer } from '../support/builders';
import { mutate } from '../support/mutate';
import { readPages } from '../support/read-pages';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { changePlan, giveNotice, ordered } from './contract-api';
import { Page, Quota, Row, ROW } from './contract-rows';

const clock = new TestClock('2026-02-11T12:00:00Z');
// The doctor looks at all of it.
const server = useServer(clock, 'contract_lists');
let admin: GraphQLClient;
let customerId: string;
let partnerId: string;

async function page(filter: object, args: object = {}): Promise<Page> {
  const { contracts } = await admin.request<{ contracts: Page }>(
    `query ($filter: ContractFilter, $orderBy: ContractOrder, $first: Int, $after: String, $last: Int, $before: String) {
       contracts(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
         totalCount totalCountIsEstimate pageInfo { startCursor endCursor hasNextPage } nodes { ${ROW} } } }`,
    { filter, first: 'last' in args ? undefined : 100, ...args },
  );
  return contracts;
}

async function open(contract: { id: string; namedContacts: readonly { id: string }[] }): Promise<void> {
  const input = {
    ...{ contractId: contract.id, contactId: contract.namedContacts[0]!.id, channel: 'EMAIL', impact: 'LOW' },
    ...{ product: 'znuny', productVersion: '6.5', platformVersion: 'Debian 12', description: 'It is slow.' },
  };
  const { userErrors } = await mutate(admin, 'openIncident', input, 'incident { id }');
  expect(userErrors).toEqual([]);
}

beforeAll(async () => {
  admin = await server.as('ADMIN');
  partnerId = await createCustomer(admin, { isPartner: true });
  customerId = await createCustomer(admin, { partnerId, name: 'Größe & Söhne' });
  const sold = (plan: string, fields: object = {}) =>
    ordered(admin, 'it-novum', plan, { customerId, contacts: [contactNamed('Ada')], ...fields });
  const used = await sold('basic', { activateOn: '2026-03-01' });
  const full = await sold('standard', {
    activateOn: '2026-02-28',
    termMonths: 18,
    contacts: ['Ada', 'Ben', 'Cy'].map(contactNamed),
  });
  await sold('premium', { contacts: [] });
  const ended = await sold('standard', { activateOn: '2026-05-11' });
  const changed = await sold('premium', { activateOn: '2026-03-01' });
  const suspended = await sold('basic', { contacts: [] });
  const cancelled = await sold('basic', { contacts: [] });
  await ordered(admin, 'op5', 'premium', { customerId, orderReceivedAt: '2026-02-11T11:00:00Z' });
  await mutate(admin, 'cancelContract', { contractId: cancelled.id, reason: 'a slip' }, 'contract { id }');
  clock.moveTo('2026-06-01T10:00:00Z');
  for (let n = 0; n < 5; n += 1) await open(used);
  await open(full);
  await giveNotice(admin, ended.id, '2026-06-01T10:00:00Z');
  await changePlan(admin, changed.id, ['it-novum', 'standard']);
  await mutate(admin, 'suspendContract', { contractId: suspended.id, reason: 'unpaid' }, 'contract { id }');
  await mutate(admin, 'registerSatellite', { contractId: changed.id, name: 'one' }, 'satellite { id }');
  const block = { contractId: full.id, startsAt: '2026-07-01T08:00:00Z', subject: 'Setup' };
  await mutate(admin, 'bookConsultingBlock', block, 'consultingBlocks { id }');
});

const OVER = ['ENDED', 'CANCELLED'];
const isAtLeast = (percent: number, { limit, used }: Quota) =>
  limit !== null && limit > 0 && used * 100 >= percent * limit;
const today = () => dateAt(clock.now(), 'Europe/Berlin');
const within = (date: string | null, from: string, before: string) =>
  date !== null && date >= from && date < before;

/** Each filter, and what the rows that it finds show. */
const FILTERS: readonly (readonly [object, (row: Row) => boolean])[] = [
  ...['ORDERED', 'ACTIVE', 'NOTICE_GIVEN', 'ENDED', 'CANCELLED', 'NOT_ORDERED'].map(
    (status) => [{ status }, (row: Row) => row.snapshot.status === status] as const,
  ),
  [{ statuses: ['ACTIVE', 'ENDED'] }, ({ snapshot }) => ['ACTIVE', 'ENDED'].includes(snapshot.status)],
  [{ planCode: 'standard' }, ({ snapshot }) => snapshot.plan.code === 'standard'],
  [{ planCode: 'premium', planVersion: 1, providerCode: 'it-novum' }, (row) => isPremium(row)],
  [
    { noticeDeadlineFrom: '2026-01-01' },
    ({ noticeDeadline }) => noticeDeadline !== null && noticeDeadline >= today(),
  ],
  [
    { noticeDeadlineFrom: '2026-12-31', noticeDeadlineBefore: '2027-06-01' },
    ({ noticeDeadline }) => within(noticeDeadline, '2026-12-31', '2027-06-01') && noticeDeadline! >= today(),
  ],
  [
    { renewsFrom: '2027-03-01', renewsBefore: '2028-03-02' },
    ({ renewsOn }) => within(renewsOn, '2027-03-01', '2028-03-02'),
  ],
  [{ renewsFrom: '2020-01-01' }, ({ renewsOn }) => renewsOn !== null],
  [{ endsFrom: '2020-01-01', endsBefore: '2030-01-01' }, ({ endsOn }) => endsOn !== null],
  [{ endsBefore: '2027-05-12' }, ({ endsOn }) => endsOn !== null && endsOn < '2027-05-12'],
  ...[true, false].flatMap((is) => [
    [{ contactsOverdue: is }, (row: Row) => row.snapshot.contactsOverdue === is] as const,
    [{ suspended: is }, (row: Row) => (row.suspension !== null) === is] as const,
    [{ planChangeScheduled: is }, (row: Row) => (row.scheduledPlanChange !== null) === is] as const,
  ]),
  ...[1, 20, 80, 100].flatMap((percent) =>
    (
      [
        ['INCIDENTS', 'incidents'],
        ['NAMED_CONTACTS', 'namedContacts'],
        ['INCLUDED_CONSULTING_BLOCKS', 'includedConsultingBlocks'],
        ['SATELLITES', 'satellites'],
      ] as const
    ).map(
      ([quota, field]) =>
        [
          { quotaAtLeast: { quota, percent } },
          ({ snapshot }: Row) => isAtLeast(percent, snapshot[field]) && !OVER.includes(snapshot.status),
        ] as const,
    ),
  ),
];

function isPremium({ snapshot, number }: Row): boolean {
  return snapshot.plan.code === 'premium' && number !== '' && snapshot.incidents.limit !== null;
}

/** Before and after each turn of something: activation, plan, renewal, contract year, end. */
const INSTANTS = [
  '2026-02-20T12:00:00Z',
  '2026-06-01T10:00:01Z',
  '2027-02-28T22:59:59Z',
  '2027-02-28T23:00:00Z',
  '2027-05-10T22:00:00Z',
  '2029-03-01T12:00:00Z',
];

const AT_ONCE = 8;

/** `among` narrows to all contracts that there are: those of a customer are read without an index of each filter. */
async function eachFilterAgrees(among: object): Promise<Set<string>> {
  const { nodes: all } = await page({ customerId });
  expect(all).toHaveLength(8);
  const found = new Set<string>();
  // Some at a time: a document with all of them costs more than one may.
  for (let first = 0; first < FILTERS.length; first += AT_ONCE) {
    const some = FILTERS.slice(first, first + AT_ONCE);
    const fields = some.map((_filter, nth) => `f${nth}: contracts(first: 10, filter: $f${nth}) { ...found }`);
    const lists = await admin.request<Record<string, Page>>(
      `query (${some.map((_filter, nth) => `$f${nth}: ContractFilter`).join(', ')}) { ${fields.join(' ')} }
       fragment found on ContractConnection { totalCount totalCountIsEstimate nodes { id } }`,
      Object.fromEntries(some.map(([filter], nth) => [`f${nth}`, { ...among, ...filter }])),
    );
    some.forEach(([filter, holds], nth) => {
      const { nodes, totalCount, totalCountIsEstimate } = lists[`f${nth}`]!;
      const ids = nodes.map(({ id }) => id);
      expect({ filter, ids }).toEqual({ filter, ids: all.filter(holds).map(({ id }) => id) });
      expect([totalCount, totalCountIsEstimate]).toEqual([ids.length, false]);
      if (ids.length > 0) found.add(JSON.stringify(filter));
    });
  }
  return found;
}

it('each filter finds the contracts that show what it asks for, at every instant, whether or not a job has run', async () => {
  const found = new Set<string>();
  const catalog = new Catalog(server.database);
  for (const instant of INSTANTS) {
    clock.moveTo(instant);
    for (const each of await eachFilterAgrees({ customerId })) found.add(each);
  }
  for (const instant of INSTANTS) {
    clock.moveTo(instant);
    await tellDueContracts(server.database, catalog, clock.now());
    await eachFilterAgrees({});
    for await (const { counter, differences } of compareCounters(server.database.sql, clock.now()))
      expect({ counter, differences }).toEqual({ counter, differences: [] });
  }
  // What was written late holds for an earlier clock, too.
  clock.moveTo(INSTANTS[0]!);
  await eachFilterAgrees({});
  const never = FILTERS.map(([filter]) => JSON.stringify(filter)).filter((filter) => !found.has(filter));
  expect(never).toEqual([
    '{"status":"NOT_ORDERED"}',
    '{"quotaAtLeast":{"quota":"SATELLITES","percent":80}}',
    '{"quotaAtLeast":{"quota":"SATELLITES","percent":100}}',
  ]);
}, 120_000);

describe('orders of contracts', () => {
  const LAST = '9999';
  const PLACES: Readonly<Record<string, (row: Row) => string | number>> = {
    CREATED: () => 0,
    CREATED_DESC: () => 0,
    NUMBER: ({ number }) => number.toLowerCase(),
    NOTICE_DEADLINE: ({ noticeDeadline }) => noticeDeadline ?? LAST,
    RENEWS_ON: ({ renewsOn }) => renewsOn ?? LAST,
    ENDS_ON: ({ endsOn }) => endsOn ?? LAST,
    INCIDENTS_USED_PERCENT_DESC: ({ snapshot: { incidents, status } }) =>
      incidents.limit && !OVER.includes(status) ? -Math.floor((incidents.used * 100) / incidents.limit) : 0,
  };

  it.each(Object.keys(PLACES))(
    'contracts are listed by %s, forwards and backwards, page by page',
    async (orderBy) => {
      clock.moveTo('2026-06-01T10:00:01Z');
      const created = (await page({ customerId })).nodes;
      const descending = orderBy.endsWith('_DESC');
      const placed = [...(descending ? [...created].reverse() : created)];
      const place = PLACES[orderBy]!;
      const expected = placed.sort((one, other) =>
        place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0,
      );
      const ids = expected.map(({ id }) => id);
      expect((await page({ customerId }, { orderBy })).nodes.map(({ id }) => id)).toEqual(ids);
      const walked = await readPages((after) => page({ customerId }, { orderBy, first: 3, after }));
      expect(walked.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ids);
      const { nodes, pageInfo } = await page({ customerId }, { orderBy, last: 3 });
      const before = await page({ customerId }, { orderBy, last: 4, before: pageInfo.startCursor });
      expect([...before.nodes, ...nodes].map(({ id }) => id)).toEqual(ids.slice(-7));
    },
  );
});

it.each([
  [{ statuses: ['ACTIVE', 'NOTICE_GIVEN', 'CANCELLED'] }],
  [{ planCode: 'premium' }],
  [{ planCode: 'standard', statuses: ['ACTIVE', 'NOTICE_GIVEN'] }],
  [{ renewsFrom: '2027-02-25', renewsBefore: '2027-03-25' }],
  [{ noticeDeadlineFrom: '2026-12-20', noticeDeadlineBefore: '2027-01-20' }],
  [{ quotaAtLeast: { quota: 'NAMED_CONTACTS', percent: 1 } }],
  [{ quotaAtLeast: { quota: 'INCIDENTS', percent: 1 } }],
])(
  'contracts with one of several values are walked in both orders, forwards and backwards: %j',
  async (filter) => {
    clock.moveTo('2026-06-01T10:00:01Z');
    await tellDueContracts(server.database, new Catalog(server.database), clock.now());
    const created = (await page(filter)).nodes.map(({ id }) => id);
    expect(created.length).toBeGreaterThan(1);
    expect(created).toEqual((await page({ customerId, ...filter })).nodes.map(({ id }) => id));
    // What renews has no end, and so stands there by its age.
    const further = 'renewsFrom' in filter || 'noticeDeadlineFrom' in filter ? ['ENDS_ON'] : [];
    for (const orderBy of ['CREATED', 'CREATED_DESC', ...further]) {
      const ids = orderBy === 'CREATED_DESC' ? [...created].reverse() : created;
      const walked = await readPages((after) => page(filter, { orderBy, first: 1, after }));
      expect(walked.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ids);
      const { nodes, pageInfo } = await page(filter, { orderBy, last: 1 });
      const before = await page(filter, { orderBy, last: 10, before: pageInfo.startCursor });
      expect([...before.nodes, ...nodes].map(({ id }) => id)).toEqual(ids);
    }
  },
);

it('contracts are found by the partner of their customer, its region and what it is called', async () => {
  const ofPartner = await page({ partnerId });
  expect(ofPartner.nodes).toHaveLength(8);
  expect((await page({ partnerId, region: 'AMERICAS' })).totalCount).toBe(0);
  expect((await page({ partnerId, region: 'EUROPE' })).totalCount).toBe(8);
  expect((await page({ search: 'GRÖSSE & s', statuses: ['CANCELLED'] })).totalCount).toBe(1);
  expect((await page({ search: 'ada@EXAMPLE.com', partnerId })).totalCount).toBe(8);
});

it.each([
  [{ planCode: 'gold' }, 'filter.planCode names no plan; there are basic, standard, premium.'],
  [{ planCode: 'basic', planVersion: 77 }, 'filter.planVersion names no version of a plan; there are 1.'],
  [{ providerCode: 'nobody' }, 'filter.providerCode names no provider; there are it-novum, op5.'],
  [{ statuses: [] }, 'statuses must name at least one status; leave it out to list all.'],
  [{ quotaAtLeast: { quota: 'INCIDENTS', percent: 0 } }, 'percent must be from 1 to 1000.'],
  [{ partnerId: 'x' }, 'filter.partnerId must be the id of a Customer; this is no id of this API.'],
])('a filter that names nothing is refused with what there is: %j', async (filter, message) => {
  await expect(page(filter)).rejects.toMatchObject({
    response: { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] },
  });
});
