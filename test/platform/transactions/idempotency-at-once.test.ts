import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError, GraphQLClient } from 'graphql-request';
import { requestUnder } from '../../incidents/incidents';
import { contactNamed, createCustomer, order, planId, uniqueNumber } from '../../support/builders';
import { codesOf } from '../../support/mutate';
import { rowCounts } from '../../support/row-counts';
import { KeyedAnswer, sendKeyed } from '../../support/send-keyed';
import { ServerProcess, startServerProcess } from '../../support/server-processes';
import { freshDatabase } from '../../support/test-database';
import { startTestServer, TestServer } from '../../support/test-server';

let processes: readonly ServerProcess[];
let server: TestServer;
let admin: GraphQLClient;
let apiKey: string;

beforeAll(async () => {
  const target = await freshDatabase('idempotency_at_once');
  server = await startTestServer(undefined, target);
  processes = await Promise.all([startServerProcess(target.url), startServerProcess(target.url)]);
  admin = await server.as('ADMIN');
  apiKey = await server.keyOf('ADMIN');
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.stop()));
  await server.close();
});

interface FeatureCase {
  readonly mutation: string;
  readonly selection: string;
  readonly input: () => Promise<object>;
  /** Rows that one effect adds. */
  readonly effect: Readonly<Record<string, number>>;
}

const contractOf = () => order(admin, 'it-novum', 'premium');
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

const FEATURES: Readonly<Record<string, FeatureCase>> = {
  customers: {
    mutation: 'createCustomer',
    selection: 'customer { id number }',
    input: () => Promise.resolve({ number: uniqueNumber('C'), name: 'One customer', region: 'EUROPE' }),
    effect: { customers: 1, customer_regions: 1, audit_log: 1, idempotency_keys: 1 },
  },
  contracts: {
    mutation: 'orderContract',
    selection: 'contract { id number }',
    input: async () => ({
      customerId: await createCustomer(admin),
      planId: await planId(admin, 'op5', 'basic'),
      number: uniqueNumber('K'),
      orderReceivedAt: new Date(Date.now() - 60_000).toISOString(),
      contacts: [contactNamed('Ada')],
    }),
    effect: { contracts: 1, contract_plans: 1, named_contacts: 1, audit_log: 2, idempotency_keys: 1 },
  },
  contacts: {
    mutation: 'addNamedContact',
    selection: 'namedContact { id name }',
    input: async () => ({ contractId: (await contractOf()).id, contact: contactNamed('Bob') }),
    effect: { named_contacts: 1, audit_log: 1, idempotency_keys: 1 },
  },
  satellites: {
    mutation: 'registerSatellite',
    selection: 'satellite { id name }',
    input: async () => ({ contractId: (await contractOf()).id, name: 'edge' }),
    effect: { satellites: 1, audit_log: 1, idempotency_keys: 1 },
  },
  incidents: {
    mutation: 'openIncident',
    selection: 'incident { id reference }',
    input: async () => requestUnder(await contractOf()),
    effect: { incidents: 1, incident_events: 1, contract_years: 1, audit_log: 1, idempotency_keys: 1 },
  },
  consulting: {
    mutation: 'bookConsultingBlock',
    selection: 'consultingBlocks { id source }',
    input: async () => ({
      contractId: (await contractOf()).id,
      startsAt: tomorrow(),
      subject: 'Upgrade',
      blocks: 2,
    }),
    effect: {
      consulting_blocks: 2,
      consulting_events: 2,
      contract_years: 1,
      audit_log: 2,
      idempotency_keys: 1,
    },
  },
};

/** As a careful client does it: what was not served for lack of time is sent again under the same key. */
async function sendUntilServed(...call: Parameters<typeof sendKeyed>): Promise<KeyedAnswer> {
  for (;;) {
    try {
      return await sendKeyed(...call);
    } catch (error) {
      if (!(error instanceof ClientError) || error.response.status !== 503) throw error;
      await sleep(200);
    }
  }
}

/** Sends each input once, by turns to the one process and the other, all at the same time. */
function sendAtOnce(mutation: string, selection: string, inputs: readonly object[]): Promise<KeyedAnswer[]> {
  return Promise.all(
    inputs.map((input, nth) => sendUntilServed(processes[nth % 2]!.url, apiKey, mutation, input, selection)),
  );
}

/** To these the two processes add by themselves, as time passes. */
const BY_TIME = ['events', 'contract_timers'];

async function rowsAddedBy(work: () => Promise<void>): Promise<Record<string, number>> {
  const before = await rowCounts(server.database);
  await work();
  const after = await rowCounts(server.database);
  const added = Object.entries(after)
    .filter(([table]) => !BY_TIME.includes(table))
    .map(([table, count]) => [table, count - before[table]!] as const);
  return Object.fromEntries(added.filter(([, count]) => count !== 0));
}

it.each(Object.keys(FEATURES))(
  'one key sent a hundred times at once to two processes has one effect and a hundred equal answers: %s',
  async (feature) => {
    const { mutation, selection, input, effect } = FEATURES[feature]!;
    const keyed = { ...(await input()), idempotencyKey: randomUUID() };
    const added = await rowsAddedBy(async () => {
      const answers = await sendAtOnce(mutation, selection, Array<object>(100).fill(keyed));
      expect(codesOf(answers[0]!.payload)).toEqual([]);
      for (const { payload } of answers) expect(payload).toEqual(answers[0]!.payload);
      expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
      expect(answers.filter(({ replayed }) => replayed === 'true')).toHaveLength(99);
    });
    expect(added).toEqual(effect);
  },
);

it('one key sent at once with different contents has one effect, and refuses the other content each time', async () => {
  const { id: contractId } = await order(admin, 'op5', 'premium');
  const added = await rowsAddedBy(async () => {
    for (let round = 0; round < 10; round += 1) {
      const idempotencyKey = randomUUID();
      const inputs = ['one', 'other'].map((name) => ({
        contractId,
        name: `${name} ${round}`,
        idempotencyKey,
      }));
      const answers = await sendAtOnce('registerSatellite', 'satellite { name }', inputs);
      expect(answers.flatMap(({ payload }) => codesOf(payload))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
      expect(answers.filter(({ payload }) => payload['satellite'] !== null)).toHaveLength(1);
    }
  });
  expect(added).toEqual({ satellites: 10, audit_log: 10, idempotency_keys: 10 });
});
