import { GraphQLClient } from 'graphql-request';
import { booked } from '../consulting/consulting-api';
import { accepted, open } from '../incidents/incidents';
import { contactNamed, order, OrderedContract, planId } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const clock = new TestClock('2026-06-10T10:00:00Z');
const server = useServer(clock, 'plan_fits');
let admin: GraphQLClient;
let sales: GraphQLClient;
let small: OrderedContract;
let large: OrderedContract;

/** Of it-novum: a standard contract that used what basic grants, a premium one that used more, a basic one; of op5 one. */
beforeAll(async () => {
  admin = await server.as('ADMIN');
  sales = await server.as('SALES');
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  small = await order(admin, 'it-novum', 'standard', ordered);
  for (let n = 0; n < 5; n += 1) await accepted(open(admin, small));
  large = await order(admin, 'it-novum', 'premium', { ...ordered, contacts: [contactNamed('Ada')] });
  for (let n = 0; n < 7; n += 1) await accepted(open(admin, large));
  await booked(admin, large.id, '2026-06-11T08:00:00Z');
  await mutate(admin, 'registerSatellite', { contractId: large.id, name: 'edge' });
  await order(admin, 'it-novum', 'basic', ordered);
  await order(admin, 'op5', 'premium', ordered);
  await order(admin, 'it-novum', 'premium', { orderReceivedAt: '2026-06-09T10:00:00Z' });
});

interface Fit {
  readonly contract: { readonly number: string };
  readonly fits: boolean;
}
interface Fits {
  readonly totalCount: number;
  readonly nodes: readonly Fit[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function fits(args: object = {}, client = sales): Promise<Fits> {
  const plan = await planId(admin, 'it-novum', 'basic');
  const variables = { plan, from: '2026-05-01', to: '2026-07-01', ...args };
  const { planFits } = await client.request<{ planFits: Fits }>(
    `query ($plan: ID!, $from: LocalDate!, $to: LocalDate!, $first: Int, $after: String) {
      planFits(planId: $plan, from: $from, to: $to, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
        nodes { contract { number } fits refusedRequests extraBlocks misfits } } }`,
    variables,
  );
  return planFits;
}

it('planFits tells of each active contract of another plan of the provider whether its use would have fitted, and what not', async () => {
  const { nodes, totalCount } = await fits();
  expect(totalCount).toBe(2);
  expect(nodes).toEqual([
    { contract: { number: small.number }, fits: true, refusedRequests: 0, extraBlocks: 0, misfits: [] },
    {
      contract: { number: large.number },
      fits: false,
      refusedRequests: 2,
      extraBlocks: 1,
      misfits: [
        '2 support requests: All support requests of the contract year are used.',
        '1 consulting block: No included block of the contract year and no additional one is left.',
        '1 satellite: The contract has as many satellites as its plan allows.',
      ],
    },
  ]);
});

it('planFits says the same as whatIf of each contract', async () => {
  const plan = await planId(admin, 'it-novum', 'basic');
  const { whatIf } = await sales.request<{ whatIf: Record<string, readonly unknown[]> }>(
    `query ($contract: ID!, $plan: ID!) { whatIf(contractId: $contract, planId: $plan, from: "2026-05-01", to: "2026-07-01") {
      refusedIncidents { incident { id } } extraConsultingBlocks { consultingBlock { id } } } }`,
    { contract: large.id, plan },
  );
  const { nodes } = await fits();
  expect(nodes[1]).toMatchObject({
    refusedRequests: whatIf['refusedIncidents']!.length,
    extraBlocks: whatIf['extraConsultingBlocks']!.length,
  });
});

it('planFits comes in pages, and has nothing for a key that is bound to another provider', async () => {
  const first = await fits({ first: 1 });
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = await fits({ first: 1, after: first.pageInfo.endCursor });
  const numbers = [...first.nodes, ...second.nodes].map(({ contract }) => contract.number);
  expect(numbers).toEqual([small.number, large.number]);
  const key = await server.keyBoundTo('op5', 'SALES');
  const ofOp5 = new GraphQLClient(server.url, { headers: { authorization: `Bearer ${key}` } });
  expect((await fits({}, ofOp5)).nodes).toEqual([]);
});

it('planFits refuses a period that is empty', async () => {
  await expect(fits({ to: '2026-05-01' })).rejects.toMatchObject({
    response: { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: ['from'] } }] },
  });
});
