import { GraphQLClient } from 'graphql-request';
import { orderAdditional } from '../consulting/consulting-api';
import { giveNotice } from '../contracts/contract-api';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const YEAR = 'from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z"';
const QUOTA = '{ limit used remaining resetsAt }';
const SNAPSHOT = `{ at status plan { code } contractYear { number from to } incidents ${QUOTA} namedContacts ${QUOTA}
  includedConsultingBlocks ${QUOTA} additionalConsultingBlocks ${QUOTA} satellites ${QUOTA} supportReachable nextOpensAt }`;
/** What a contract says that is read later, of its state. */
const STATE = `renewsOn noticeDeadline endsOn snapshot ${SNAPSHOT}
  before: snapshot(at: "2026-03-01T00:00:00Z") ${SNAPSHOT} timeline { on kind title coming }`;
/** Everything that a contract says of itself and of what it holds. */
const CONTRACT = `id number orderReceivedOn activatesOn termMonths ${STATE}
  customer { id number name region isPartner partner { number } }
  namedContacts { name } satellites { name } incidents { totalCount } consultingBlocks { totalCount } decisions { totalCount }`;

type Contract = Readonly<Record<string, unknown>> & { readonly id: string; readonly customer: object };

describe('a contract that is read through consulting usage', () => {
  let admin: GraphQLClient;
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock, 'usage_contract');

  beforeAll(async () => {
    admin = await server.as('ADMIN');
    const partnerId = await createCustomer(admin, { number: 'PARTNER', isPartner: true });
    const customerId = await createCustomer(admin, { number: 'OF-PARTNER', region: 'AMERICAS', partnerId });
    const under = await order(admin, 'it-novum', 'premium', { ...ORDER, customerId });
    const running = await order(admin, 'it-novum', 'basic', ORDER);
    for (const { id } of [under, running, under]) await orderAdditional(admin, id, 2);
    await giveNotice(admin, under.id, '2026-06-01T08:00:00Z');
  });

  async function throughUsage<Node>(selection: string): Promise<readonly Node[]> {
    const document = `{ consultingUsage(${YEAR}) { nodes { ${selection} } } }`;
    const answer = await admin.request<{ consultingUsage: { nodes: readonly Node[] } }>(document);
    return answer.consultingUsage.nodes;
  }

  async function byItself(id: string): Promise<Contract> {
    const document = `query ($id: ID!) { contract(id: $id) { ${CONTRACT} } }`;
    return (await admin.request<{ contract: Contract }>(document, { id })).contract;
  }

  it('a contract that is read through consulting usage says just what it says by itself, and so does its customer', async () => {
    const rows = await throughUsage<{ contract: Contract; customer: object }>(
      `customer { id number name region isPartner partner { number } } contract { ${CONTRACT} }`,
    );
    expect(rows).toHaveLength(3);
    for (const { contract, customer } of rows) {
      expect(contract).toEqual(await byItself(contract.id));
      expect(customer).toEqual(contract.customer);
    }
    expect(rows.map(({ contract }) => contract['endsOn'] === null)).toEqual([false, true, false]);
  });

  it('a contract that is read through consulting usage answers a snapshot from before its order as a list does', async () => {
    const early = 'snapshot(at: "2026-02-20T09:59:59.999Z") { status }';
    const before = { snapshot: { status: 'NOT_ORDERED' } };
    for (const { contract } of await throughUsage<{ contract: object }>(`contract { ${early} }`))
      expect(contract).toEqual(before);
    const { contracts } = await admin.request<{ contracts: { nodes: object[] } }>(
      `{ contracts { nodes { ${early} } } }`,
    );
    expect(contracts.nodes.length).toBeGreaterThan(0);
    for (const contract of contracts.nodes) expect(contract).toEqual(before);
  });
});
