import { GraphQLClient } from 'graphql-request';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, open, step } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
const LATER = '2026-07-23T10:00:00.000Z';
const STATUSES = ['NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED', 'VOIDED'];

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let contract: OrderedContract;
let promisesNothing: OrderedContract;
/** Sees the two contracts alone. */
let customer: GraphQLClient;
/** References by what was done with the incident. */
const named: Record<string, string> = {};

/** What is done with each, in the order in which they are recorded. */
const LIVES: Record<string, [string, object][]> = {
  untouched: [],
  urgent: [],
  answered: [['recordFirstResponse', {}]],
  waiting: [
    ['recordFirstResponse', {}],
    ['awaitCustomer', { note: 'Which log?' }],
  ],
  resolved: [
    ['recordFirstResponse', {}],
    ['resolveIncident', { note: 'Fixed.' }],
  ],
  closed: [
    ['recordFirstResponse', {}],
    ['resolveIncident', { note: 'Fixed.' }],
    ['closeIncident', {}],
  ],
  voided: [['voidIncident', { reason: 'Twice.' }]],
};

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const customerId = await createCustomer(admin);
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z', customerId };
  contract = await order(admin, 'it-novum', 'standard', ordered);
  promisesNothing = await order(admin, 'it-novum', 'basic', ordered);
  customer = await server.as('CUSTOMER', customerId);
  for (const [name, life] of Object.entries(LIVES)) {
    const impact = name === 'urgent' ? 'CRITICAL' : 'LOW';
    const incident = await accepted(open(admin, contract, { impact }));
    named[incident.reference] = name;
    for (const [mutation, input] of life) await step(admin, mutation, incident.id, input);
  }
  const incident = await accepted(open(admin, promisesNothing));
  named[incident.reference] = 'unpromised';
});
beforeEach(() => clock.moveTo(NOW));

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: IncidentFilter, $orderBy: IncidentOrder) {
  incidents(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } nodes { reference status } edges { cursor }
  }
}`;

interface Page {
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly nodes: readonly { readonly reference: string; readonly status: string }[];
  readonly edges: readonly { readonly cursor: string }[];
}

const list = async (variables: object) =>
  (await customer.request<{ incidents: Page }>(LIST, variables)).incidents;
const namesOf = ({ nodes }: Pick<Page, 'nodes'>) => nodes.map(({ reference }) => named[reference]!);
const names = async (variables: object) => namesOf(await list(variables));

describe('the list of incidents', () => {
  it('the list of incidents is in the order in which they were recorded', async () => {
    expect(await names({})).toEqual([...Object.keys(LIVES), 'unpromised']);
    expect((await list({ first: 0 })).totalCount).toBe(8);
  });

  it('the list of incidents of a contract holds those of the contract', async () => {
    expect(await names({ filter: { contractId: promisesNothing.id } })).toEqual(['unpromised']);
  });

  it.each([
    ['NEW', ['untouched', 'urgent', 'unpromised']],
    ['IN_PROGRESS', ['answered']],
    ['WAITING_FOR_CUSTOMER', ['waiting']],
    ['RESOLVED', ['resolved']],
    ['CLOSED', ['closed']],
    ['VOIDED', ['voided']],
  ])('the list of incidents in status %s holds those that are in it now', async (status, expected) => {
    expect(await names({ filter: { status } })).toEqual(expected);
  });

  it('the list of incidents has what has closed by itself among the closed, though nothing ran', async () => {
    clock.moveTo(LATER);
    expect(await names({ filter: { status: 'CLOSED' } })).toEqual(['waiting', 'closed']);
    expect(await names({ filter: { status: 'WAITING_FOR_CUSTOMER' } })).toEqual([]);
  });

  it.each([NOW, '2026-07-22T09:59:59.999Z', '2026-07-22T10:00:00.000Z', LATER])(
    'the list of incidents says in each status at %s what the incidents say of themselves',
    async (now) => {
      clock.moveTo(now);
      const all = await list({});
      for (const status of STATUSES) {
        const own = all.nodes.filter((node) => node.status === status);
        expect((await list({ filter: { status } })).nodes).toEqual(own);
      }
    },
  );

  it('the list of overdue incidents has one from the second after the due one, until there is a response', async () => {
    const overdue = { filter: { responseOverdue: true } };
    clock.moveTo('2026-06-10T14:00:00.999Z');
    expect(await names(overdue)).toEqual([]);
    clock.moveTo('2026-06-10T14:00:01.000Z');
    expect(await names(overdue)).toEqual(['urgent']);
    clock.moveTo(LATER);
    expect(await names(overdue)).toEqual(['untouched', 'urgent']);
    expect(await names({ filter: { responseOverdue: false } })).toEqual([
      'answered',
      'waiting',
      'resolved',
      'closed',
      'voided',
      'unpromised',
    ]);
    expect(await names({ filter: { responseOverdue: true, status: 'IN_PROGRESS' } })).toEqual([]);
  });
});

describe('the list by due time', () => {
  const orderBy = 'RESPONSE_DUE';
  const BY_DUE_TIME = [
    'urgent',
    'untouched',
    'answered',
    'waiting',
    'resolved',
    'closed',
    'voided',
    'unpromised',
  ];

  it('the list of incidents by due time has the soonest first and those without a promise last', async () => {
    expect(await names({ orderBy })).toEqual(BY_DUE_TIME);
    expect(await names({ orderBy, filter: { status: 'NEW' } })).toEqual([
      'urgent',
      'untouched',
      'unpromised',
    ]);
  });

  it('the list of incidents by due time is walked in both directions without a gap', async () => {
    const forwards: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Page = await list({ orderBy, first: 3, after });
      forwards.push(...namesOf(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(forwards).toEqual(BY_DUE_TIME);
    const backwards: string[] = [];
    for (let before: string | null = null; ;) {
      const page: Page = await list({ orderBy, last: 3, before });
      backwards.unshift(...namesOf(page));
      before = page.pageInfo.startCursor;
      if (!page.pageInfo.hasPreviousPage) break;
    }
    expect(backwards).toEqual(BY_DUE_TIME);
  });

  it('the list of incidents by due time goes on after each single place, the one without a promise included', async () => {
    const { edges } = await list({ orderBy });
    for (const [index, { cursor }] of edges.entries()) {
      expect(await names({ orderBy, after: cursor })).toEqual(BY_DUE_TIME.slice(index + 1));
    }
  });

  it('the list of incidents by due time takes no cursor of the other order, and none that was made up', async () => {
    const { pageInfo } = await list({ first: 1 });
    const made = (...values: string[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const cursors = [
      pageInfo.endCursor,
      made('2026-02-31 10:00:00+00', '1'),
      made('2026-02-01 25:00:00+00', '1'),
      made('2026-02-01 10:00:00+99', '1'),
      made('0000-01-01 10:00:00+00', '1'),
      made('-infinity', '1'),
      made('infinity', 'x'),
    ];
    for (const after of cursors) {
      await expect(list({ orderBy, after })).rejects.toThrow('must be a cursor that this list has given out');
    }
  });
});

describe('the incidents of a contract', () => {
  interface Contracts {
    readonly contracts: { readonly nodes: readonly { readonly incidents: Page }[] };
  }
  const document = `query ($after: String) { contracts(first: 100) { nodes {
    number incidents(first: 3, after: $after) { totalCount nodes { reference } pageInfo { hasNextPage endCursor } }
  } } }`;

  it('the incidents of a contract are pages of its own', async () => {
    const { contracts } = await customer.request<Contracts>(document);
    expect(contracts.nodes.map((node) => [node.incidents.totalCount, namesOf(node.incidents)])).toEqual([
      [7, ['untouched', 'urgent', 'answered']],
      [1, ['unpromised']],
    ]);
    const { incidents } = contracts.nodes[0]!;
    expect(incidents.pageInfo.hasNextPage).toBe(true);
    const next = await customer.request<Contracts>(document, { after: incidents.pageInfo.endCursor });
    expect(namesOf(next.contracts.nodes[0]!.incidents)).toEqual(['waiting', 'resolved', 'closed']);
  });
});
