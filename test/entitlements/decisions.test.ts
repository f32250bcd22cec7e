import { GraphQLClient } from 'graphql-request';
import { accepted, open } from '../incidents/incidents';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { mutate, USER_ERRORS, UserError } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

interface Listed {
  readonly id: string;
  readonly mutation: string;
  readonly allowed: boolean;
  readonly at: string;
  readonly contract: { readonly number: string } | null;
  readonly userErrors: readonly UserError[];
  readonly facts: unknown;
}
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Listed[];
  readonly pageInfo: { readonly startCursor: string; readonly hasPreviousPage: boolean };
}

const clock = new TestClock('2026-06-01T10:00:00Z');
const server = useServer(clock, 'decisions');
let admin: GraphQLClient;
let sales: GraphQLClient;
let customerId: string;
let basic: OrderedContract;
let op5: OrderedContract;

/** In June five requests that fit and one that does not, and a contact too many; in July a channel that is not sold. */
beforeAll(async () => {
  admin = await server.as('ADMIN');
  sales = await server.as('SALES');
  customerId = await createCustomer(admin);
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  basic = await order(admin, 'it-novum', 'basic', { ...ordered, customerId });
  op5 = await order(admin, 'op5', 'basic', ordered);
  for (let n = 0; n < 5; n += 1) await accepted(open(admin, basic));
  await open(admin, basic);
  const input = { contractId: op5.id, contact: contactNamed('Bob') };
  await mutate(admin, 'addNamedContact', input);
  clock.moveTo('2026-07-01T10:00:00Z');
  await open(admin, basic, { channel: 'PHONE' });
});

async function decisions(client: GraphQLClient, filter: object | null = null, page: object = {}) {
  const answer = await client.request<{ decisions: Page }>(
    `query ($filter: DecisionFilter, $first: Int, $after: String, $last: Int, $before: String) {
      decisions(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        totalCount pageInfo { startCursor hasPreviousPage }
        nodes { id mutation allowed at contract { number } facts { name } ${USER_ERRORS} } } }`,
    { filter, ...page },
  );
  return answer.decisions;
}

const told = ({ nodes }: Page) =>
  nodes.map(({ mutation, userErrors }) => [mutation, ...userErrors.map(({ code }) => code)].join(' '));

it('sales is told who was refused what in a month, why, and what plan would have helped', async () => {
  const filter = { allowed: false, from: '2026-06-01T00:00:00Z', before: '2026-07-01T00:00:00Z' };
  const { nodes, totalCount } = await decisions(sales, filter);
  expect(totalCount).toBe(2);
  expect(nodes).toMatchObject([
    {
      mutation: 'openIncident',
      allowed: false,
      at: '2026-06-01T10:00:00.000Z',
      contract: { number: basic.number },
      facts: null,
      userErrors: [
        {
          __typename: 'LimitReachedError',
          code: 'INCIDENT_QUOTA_EXHAUSTED',
          limit: 5,
          used: 5,
          resetsAt: '2027-05-09T22:00:00.000Z',
          allowedByPlans: [{ code: 'standard' }, { code: 'premium' }],
        },
      ],
    },
    {
      mutation: 'addNamedContact',
      contract: { number: op5.number },
      userErrors: [{ code: 'CONTACT_LIMIT_REACHED', resetsAt: null }],
    },
  ]);
});

it('decisions are filtered by outcome, reason, mutation, contract, customer, provider and time', async () => {
  const july = { from: '2026-07-01T00:00:00Z' };
  expect(told(await decisions(sales, july))).toEqual([
    'openIncident CHANNEL_NOT_IN_PLAN INCIDENT_QUOTA_EXHAUSTED',
  ]);
  const byCode = await decisions(sales, { code: 'CHANNEL_NOT_IN_PLAN' });
  expect(told(byCode)).toHaveLength(1);
  expect(told(await decisions(sales, { code: 'CHANNEL_NOT_IN_PLAN', allowed: true }))).toEqual([]);
  const accepted = await decisions(sales, { allowed: true, mutation: 'openIncident' });
  expect(accepted.totalCount).toBe(5);
  expect(told(accepted)).toEqual(Array.from({ length: 5 }, () => 'openIncident'));
  const refusedOfOp5 = { providerCode: 'op5', allowed: false };
  expect(told(await decisions(sales, refusedOfOp5))).toEqual(['addNamedContact CONTACT_LIMIT_REACHED']);
  const ofContract = await decisions(sales, { contractId: basic.id });
  expect(ofContract.totalCount).toBe(8);
  expect(await decisions(sales, { customerId })).toEqual(ofContract);
  // Those about the two customers and the contract of op5 too.
  expect((await decisions(sales)).totalCount).toBe(12);
});

it('decisions are walked from the newest, each once', async () => {
  const walked: string[] = [];
  for (let before: string | null = null; ;) {
    const page: Page = await decisions(sales, { contractId: basic.id }, { last: 3, before });
    walked.unshift(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasPreviousPage) break;
    before = page.pageInfo.startCursor;
  }
  const all = await decisions(sales, { contractId: basic.id });
  expect(walked).toEqual(all.nodes.map(({ id }) => id));
});

it('an unknown code in the filter of decisions is an error that names those there are', async () => {
  const refused = (argument: string, names: string) => ({
    response: {
      errors: [
        {
          message: expect.stringContaining(names),
          extensions: { code: 'BAD_USER_INPUT', argument: ['filter', argument] },
        },
      ],
    },
  });
  await expect(decisions(sales, { providerCode: 'op6' })).rejects.toMatchObject(
    refused('providerCode', 'it-novum, op5'),
  );
  await expect(decisions(sales, { mutation: 'openIncidents' })).rejects.toMatchObject(
    refused('mutation', 'openIncident, '),
  );
});

it('a decision is found again by its id by those who may list it', async () => {
  const { nodes } = await decisions(sales, { code: 'CONTACT_LIMIT_REACHED' });
  const document = 'query ($id: ID!) { node(id: $id) { id ... on DecisionRecord { mutation } } }';
  const variables = { id: nodes[0]!.id };
  const found = { node: { ...variables, mutation: 'addNamedContact' } };
  expect(await sales.request(document, variables)).toEqual(found);
  expect(await (await server.as('BILLING')).request(document, variables)).toEqual({ node: null });
});
