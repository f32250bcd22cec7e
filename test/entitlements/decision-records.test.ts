import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { open } from '../incidents/incidents';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { DecisionRecord, decisionsAbout, readDecision } from './decisions-api';

const NOW = '2026-06-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let contract: OrderedContract;
let customerId: string;

/** An order, two contacts that fit, one that does not. */
beforeAll(async () => {
  admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
  contract = await order(admin, 'it-novum', 'basic', { ...ACTIVE, customerId });
  for (const name of ['Bob', 'Cyd', 'Dan'])
    await mutate(admin, 'addNamedContact', { contractId: contract.id, contact: contactNamed(name) });
});

const told = (decisions: readonly DecisionRecord[]) =>
  decisions.map(({ mutation, allowed }) => `${mutation} ${allowed ? 'accepted' : 'refused'}`);
const EVERYTHING = [
  'orderContract accepted',
  'addNamedContact accepted',
  'addNamedContact accepted',
  'addNamedContact refused',
];
const factsOf = ({ facts }: DecisionRecord): Record<string, unknown> =>
  Object.fromEntries(facts.map(({ name, value }) => [name, JSON.parse(value) as unknown]));

describe('the decisions about a contract', () => {
  it('the decisions about a contract are listed in the order in which they were made, refused ones too', async () => {
    const decisions = await decisionsAbout(admin, contract.id);
    expect(told(decisions.nodes)).toEqual(EVERYTHING);
    expect(decisions.totalCount).toBe(4);
  });

  it('the decisions about a contract come in pages, each once', async () => {
    const pages: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await decisionsAbout(admin, contract.id, { first: 3, after });
      pages.push(...told(nodes));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(pages).toEqual(EVERYTHING);
  });

  it('the decisions about a contract tell facts, rules and outcome as they were then', async () => {
    const { nodes } = await decisionsAbout(admin, contract.id);
    const refused = nodes[3]!;
    expect(refused).toMatchObject({ at: NOW, actor: 'test ADMIN', role: 'ADMIN', allowed: false });
    expect(factsOf(refused)).toMatchObject({
      state: { number: contract.number, contactsUsed: 3, activatesOn: '2026-05-10' },
      plan: { code: 'basic', version: 1 },
      nextPlan: null,
    });
    expect(refused.rules).toEqual([
      {
        rule: 'CONTRACT_NOT_ACTIVE',
        outcome: 'PASSED',
        explanation: `Contract ${contract.number} has not ended.`,
      },
      {
        rule: 'CONTACT_LIMIT_REACHED',
        outcome: 'FAILED',
        explanation: `3 of 3 named contacts of contract ${contract.number} are used. Remove or replace a contact.`,
      },
      { rule: 'CONFLICT', outcome: 'PASSED', explanation: 'The name is free.' },
    ]);
  });

  it('the decisions about a contract name plans and providers, and hold no copy of them', async () => {
    const other = await order(admin, 'it-novum', 'standard', ACTIVE);
    await open(admin, other);
    const { nodes } = await decisionsAbout(admin, other.id);
    expect(factsOf(nodes[1]!)).toMatchObject({
      provider: 'it-novum',
      plan: { code: 'standard' },
      usedInYear: 0,
    });
    expect(JSON.stringify(nodes)).not.toContain('serviceWindows');
  });

  it.each(['BILLING', 'CUSTOMER'] as const)(
    'the decisions about a contract are not for a key of role %s',
    async (role) => {
      const client = await server.as(role, role === 'CUSTOMER' ? customerId : undefined);
      const document = 'query ($id: ID!) { contract(id: $id) { number decisions { totalCount } } }';
      await expect(client.request(document, { id: contract.id })).rejects.toMatchObject({
        response: {
          data: { contract: { number: contract.number, decisions: null } },
          errors: [{ extensions: { code: 'FORBIDDEN' } }],
        },
      });
      const [{ id }] = (await decisionsAbout(admin, contract.id)).nodes as [DecisionRecord];
      await expect(readDecision(client, id)).rejects.toMatchObject({
        response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
    },
  );

  it('the decisions about a contract are told to a key of role SALES without what was known then', async () => {
    const sales = await server.as('SALES');
    const { nodes } = await decisionsAbout(sales, contract.id);
    expect(told(nodes)).toEqual(EVERYTHING);
    const ofAdmin = await decisionsAbout(admin, contract.id);
    expect(nodes).toEqual(ofAdmin.nodes.map((decision) => ({ ...decision, facts: null })));
  });

  it('the decisions about a contract are for a key of role SUPPORT', async () => {
    const support = await server.as('SUPPORT');
    const { nodes } = await decisionsAbout(support, contract.id);
    expect(told(nodes)).toEqual(EVERYTHING);
    expect(await readDecision(support, nodes[3]!.id)).toEqual(nodes[3]);
  });
});

describe('one decision', () => {
  it('one decision of an unknown id is null, and an id of another thing is refused', async () => {
    const unknown = toGlobalId('DecisionRecord', '999999999');
    expect(await readDecision(admin, unknown)).toBeNull();
    await expect(readDecision(admin, contract.id)).rejects.toThrow('must be the id of a DecisionRecord');
  });
});
