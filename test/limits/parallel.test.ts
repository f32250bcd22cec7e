import { GraphQLClient } from 'graphql-request';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { contactNamed, order } from '../support/builders';
import { Answer, mutate } from '../support/mutate';
import { readContract } from '../support/read-contract';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

const CALLERS = 40;
// A connection for each caller and time for all: a slow machine must not turn a refusal into a timeout.
const SETTINGS = { DATABASE_POOL_SIZE: '20', DATABASE_STATEMENT_TIMEOUT_MS: '60000' };
const ROUNDS = Array.from({ length: process.env.AMBIT_LONG === '1' ? 20 : 5 }, (_, n) => n + 1);

let target: TestDatabase;
let processes: readonly ServerProcess[];
let clients: readonly GraphQLClient[];

beforeAll(async () => {
  target = await freshDatabase('parallel');
  const key = await createApiKey(
    target.database,
    { name: 'caller', role: 'ADMIN', customerId: null },
    new Date(),
  );
  processes = await Promise.all([1, 2].map(() => startServerProcess(target.url, SETTINGS)));
  clients = processes.map(({ url }) => clientFor(url, key));
});
afterAll(async () => {
  await Promise.all(processes.map((server) => server.stop()));
  await target.close();
});

/** Forty callers at once, half of them on each server process. */
function allAtOnce(mutation: string, inputOf: (n: number) => object): Promise<Answer[]> {
  const calls = Array.from({ length: CALLERS }, (_, n) =>
    mutate(clients[n % clients.length]!, mutation, inputOf(n)),
  );
  return Promise.all(calls);
}

/** As many were let in as there was room for, and each other one was told the limit and that it is used up. */
function expectExactly(limit: number, code: string, answers: readonly Answer[]): void {
  const refused = answers.filter((answer) => answer.userErrors.length > 0);
  expect(answers.length - refused.length).toBe(limit);
  for (const { userErrors } of refused) expect(userErrors).toMatchObject([{ code, limit, used: limit }]);
}

it.each(ROUNDS)('forty callers on two processes use up each limit exactly, in round %i', async () => {
  const { id: contractId } = await order(clients[0]!, 'it-novum', 'basic', { contacts: [] });
  const contacts = await allAtOnce('addNamedContact', (n) => ({
    contractId,
    contact: contactNamed(`Person${n}`),
  }));
  expectExactly(3, 'CONTACT_LIMIT_REACHED', contacts);

  const selection = 'namedContacts { id }';
  const { namedContacts } = await readContract<{ namedContacts: { id: string }[] }>(
    clients[1]!,
    contractId,
    selection,
  );
  const report = {
    product: 'znuny',
    productVersion: '6.5',
    platformVersion: 'Debian 12',
    description: 'It fails.',
  };
  const incident = {
    contractId,
    contactId: namedContacts[0]!.id,
    channel: 'EMAIL',
    impact: 'LOW',
    ...report,
  };
  const incidents = await allAtOnce('openIncident', () => incident);
  expectExactly(5, 'INCIDENT_QUOTA_EXHAUSTED', incidents);

  const standard = await order(clients[1]!, 'it-novum', 'standard');
  const satellites = await allAtOnce('registerSatellite', (n) => ({
    contractId: standard.id,
    name: `edge-${n}`,
  }));
  expectExactly(5, 'SATELLITE_LIMIT_REACHED', satellites);
});

// After the rounds: every counter that was kept is what its ledger holds.
it('counters and ledgers agree after forty callers on two processes', async () => {
  const contracts = await target.database.sql.rows(`
    SELECT c.contacts_used, c.satellites_used, coalesce(sum(y.incidents_used), 0)::int AS incidents_used,
      (SELECT count(*)::int FROM named_contacts k WHERE k.contract_id = c.id AND k.valid_to IS NULL) AS contacts,
      (SELECT count(*)::int FROM satellites s WHERE s.contract_id = c.id AND s.decommissioned_at IS NULL) AS satellites,
      (SELECT count(*)::int FROM incidents i WHERE i.contract_id = c.id AND i.voided_at IS NULL) AS incidents
    FROM contracts c LEFT JOIN contract_years y ON y.contract_id = c.id GROUP BY c.id ORDER BY c.id`);
  const basic = {
    contacts_used: 3,
    contacts: 3,
    satellites_used: 0,
    satellites: 0,
    incidents_used: 5,
    incidents: 5,
  };
  const standard = {
    contacts_used: 1,
    contacts: 1,
    satellites_used: 5,
    satellites: 5,
    incidents_used: 0,
    incidents: 0,
  };
  expect(contracts).toEqual(ROUNDS.flatMap(() => [basic, standard]));
});
