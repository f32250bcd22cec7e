import { GraphQLClient } from 'graphql-request';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { compareCounters } from '../../src/doctor/compare-counters';
import { order } from '../support/builders';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';
import { Block, book, booked, orderAdditional, quotas } from './consulting-api';

const ROUNDS = process.env.AMBIT_LONG === '1' ? 20 : 5;
const CALLERS = 40;
const SOON = new Date(Date.now() + 86_400_000).toISOString();

describe('the last block, with 40 callers over two processes', () => {
  let target: TestDatabase;
  let servers: ServerProcess[];
  let clients: GraphQLClient[];
  beforeAll(async () => {
    target = await freshDatabase('last_block');
    servers = await Promise.all([startServerProcess(target.url), startServerProcess(target.url)]);
    const input = {
      name: 'parallel',
      role: 'ADMIN',
      customerId: null,
      isPartner: false,
      providerId: null,
    } as const;
    const key = await createApiKey(target.database, input, new Date());
    clients = servers.map((server) => clientFor(server.url, key));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await target.close();
  });

  async function race(contractId: string): Promise<string[]> {
    const callers = Array.from({ length: CALLERS }, (_, index) => clients[index % clients.length]!);
    const answers = await Promise.all(callers.map((client) => book(client, contractId, SOON)));
    const outcomes = answers.map(({ consultingBlocks, userErrors }) => {
      const [block] = (consultingBlocks ?? []) as Block[];
      return block?.source ?? userErrors[0]!.code;
    });
    return outcomes.sort();
  }

  const allButOne = (source: string) =>
    [source, ...Array.from({ length: CALLERS - 1 }, () => 'NO_CONSULTING_BLOCK_LEFT')].sort();

  it('the last INCLUDED block is granted once to 40 callers over two processes, in every round', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await order(clients[0]!, 'it-novum', 'premium');
      await booked(clients[1]!, id, SOON, { blocks: 2 });
      expect(await race(id)).toEqual(allButOne('INCLUDED'));
      expect(await quotas(clients[0]!, id)).toMatchObject({
        includedConsultingBlocks: { limit: 3, used: 3 },
      });
    }
  }, 180_000);

  it('the last ADDITIONAL block is granted once to 40 callers over two processes, in every round', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await order(clients[0]!, 'it-novum', 'basic');
      await orderAdditional(clients[1]!, id, 1);
      expect(await race(id)).toEqual(allButOne('ADDITIONAL'));
      expect(await quotas(clients[0]!, id)).toMatchObject({
        additionalConsultingBlocks: { limit: 1, used: 1 },
      });
    }
  }, 180_000);

  it('callers that compete for the last block leave every counter as its ledger says', async () => {
    for await (const { counter, differences } of compareCounters(target.database.sql))
      expect({ counter, differences }).toEqual({ counter, differences: [] });
  });
});
