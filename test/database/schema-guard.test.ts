import { Catalog } from '../../src/catalog/persistence/catalog';
import { tellDueContracts } from '../../src/contracts/use-cases/tell-due-contracts';
import { startConsumer } from '../../src/events/persistence/event-consumers';
import { queueMailsFor, takeMail } from '../../src/events/persistence/mails';
import { claimMessages, queueMessages } from '../../src/events/persistence/webhook-queue';
import { walkEvents } from '../../src/events/use-cases/walk-events';
import { tellDueIncidents } from '../../src/incidents/use-cases/tell-due-incidents';
import { programWrite } from '../../src/platform/program-write';
import { Database } from '../../src/platform/transactions/database';
import { order } from '../support/builders';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const NOW = new Date();

let target: TestDatabase;
let server: TestServer;
let program: Database;

beforeAll(async () => {
  target = await freshDatabase('schema_guard');
  server = await startTestServer(undefined, target);
  program = await target.asProgram();
  await startConsumer(program.sql, 'old');
  await order(await server.as('ADMIN'), 'it-novum', 'premium');
  await target.database.sql.rows(
    `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Future1999999999999')`,
  );
});
afterAll(() => server.close());

const JOBS: Readonly<Record<string, () => Promise<unknown>>> = {
  'what time alone tells of contracts': () => tellDueContracts(program, new Catalog(program), NOW),
  'what time alone tells of incidents': () => tellDueIncidents(program, NOW),
  'any write of its own': () => programWrite(program, NOW, () => Promise.resolve()),
  'a new consumer of events': () => startConsumer(program.sql, 'new'),
  'the place of a consumer of events': () => walkEvents(program, 'old', 10, () => Promise.resolve()),
  'mails to be sent': () => queueMailsFor(program.sql, [], NOW),
  'a mail that it is about to send': () => takeMail(program.sql, NOW, NOW),
  'webhooks to be sent': () => queueMessages(program.sql, '1', [], NOW),
  'webhooks that it is about to send': () =>
    claimMessages(program.sql, NOW, '00000000-0000-4000-8000-000000000000'),
};

const state = () =>
  target.database.sql.rows(
    `SELECT (SELECT json_agg(t ORDER BY t.contract_id) FROM contract_timers t) AS timers,
       (SELECT json_agg(c ORDER BY c.name) FROM event_consumers c) AS consumers,
       (SELECT count(*) FROM events) AS events`,
  );

it.each(Object.keys(JOBS))(
  'a job of a program that is older than the schema cannot write, and changes nothing: %s',
  async (name) => {
    const before = await state();
    await expect(JOBS[name]!()).rejects.toMatchObject({ code: 'AM001' });
    expect(await state()).toEqual(before);
  },
);

it('the same jobs of a program that is not older write', async () => {
  await target.database.sql.rows(`DELETE FROM migrations WHERE name = 'Future1999999999999'`);
  for (const job of Object.values(JOBS)) await job();
});
