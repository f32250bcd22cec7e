import { GraphQLClient } from 'graphql-request';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, OF_OP5, open } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
const clock = new TestClock(NOW);
const server = useServer(clock);
let customer: GraphQLClient;
const named: Record<string, string> = {};

beforeAll(async () => {
  const admin = await server.as('ADMIN');
  const customerId = await createCustomer(admin);
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z', customerId };
  const priority = await order(admin, 'op5', 'premium', ordered);
  const critical = await order(admin, 'it-novum', 'standard', ordered);
  const basic = await order(admin, 'it-novum', 'basic', ordered);
  customer = await server.as('CUSTOMER', customerId);
  const requests = [
    ['low', critical, { impact: 'LOW' }],
    ['unpromised', basic, {}],
    ['priority', priority, OF_OP5],
    ['critical', critical, {}],
    ['late', critical, { receivedAt: '2026-06-01T10:00:00.000Z' }],
    ['priority too', priority, { ...OF_OP5, receivedAt: '2026-06-10T09:00:00.000Z' }],
  ] as const;
  for (const [name, contract, changes] of requests)
    named[(await accepted(open(admin, contract, changes))).reference] = name;
});

interface Page {
  readonly nodes: readonly { readonly reference: string }[];
  readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
}

async function page(variables: object): Promise<Page> {
  const document = `query ($orderBy: IncidentOrder, $first: Int, $last: Int, $after: String, $before: String) {
    incidents(orderBy: $orderBy, first: $first, last: $last, after: $after, before: $before) {
      nodes { reference } pageInfo { startCursor endCursor }
    } }`;
  return (await customer.request<{ incidents: Page }>(document, variables)).incidents;
}
const names = ({ nodes }: Page) => nodes.map(({ reference }) => named[reference]);

it.each([
  ['RECORDED_DESC', ['priority too', 'late', 'critical', 'priority', 'unpromised', 'low']],
  ['RECEIVED_DESC', ['critical', 'priority', 'unpromised', 'low', 'priority too', 'late']],
  ['PRIORITY', ['priority too', 'priority', 'late', 'critical', 'low', 'unpromised']],
])(
  '%s is the order of the list of incidents, and of its pages in both directions',
  async (orderBy, expected) => {
    expect(names(await page({ orderBy }))).toEqual(expected);
    const first = await page({ orderBy, first: 2 });
    const second = await page({ orderBy, first: 2, after: first.pageInfo.endCursor });
    expect([...names(first), ...names(second)]).toEqual(expected.slice(0, 4));
    const last = await page({ orderBy, last: 2 });
    const middle = await page({ orderBy, last: 2, before: last.pageInfo.startCursor });
    expect([...names(middle), ...names(last)]).toEqual(expected.slice(2));
  },
);
