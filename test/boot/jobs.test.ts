import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/database/embedded/free-port';
import { accepted, open } from '../incidents/incidents';
import { order } from '../support/builders';
import { queryDatabase } from '../support/foreign-database';
import { startMailServer } from '../support/mail-server';
import { mutate } from '../support/mutate';
import { startServerProcess } from '../support/server-processes';
import { setDatabaseClock } from '../support/set-database-clock';
import { TestClock } from '../support/test-clock';
import { freshDatabase } from '../support/test-database';
import { clientFor, startTestServer } from '../support/test-server';
import { WebhookReceiver } from '../support/webhook-receiver';

const ON = '2026-06-10';
/** Of the contract’s own clock, Europe/Berlin. */
const MIDNIGHT = new Date('2026-06-09T22:00:00Z');

const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

it('a running process mails, calls webhooks, tells of an activation as it comes, and examines its counters, all by itself', async () => {
  const database = await freshDatabase('jobs');
  const before = new TestClock('2026-06-01T10:00:00Z');
  const maker = await startTestServer(before, database, { WEBHOOK_ALLOW_PRIVATE: 'on' });
  stops.push(() => maker.close());
  const admin = await maker.as('ADMIN');
  const active = await order(admin, 'it-novum', 'premium', { orderReceivedAt: '2026-04-01T08:00:00Z' });
  const coming = await order(admin, 'it-novum', 'premium', {
    orderReceivedAt: '2026-05-20T08:00:00Z',
    activateOn: ON,
  });
  const receiver = await WebhookReceiver.start();
  stops.push(() => receiver.close());
  await mutate(admin, 'createWebhookEndpoint', { url: receiver.url, types: ['*'] }, 'secret');
  const key = await maker.keyOf('ADMIN');
  const mailServer = await startMailServer();
  stops.push(() => mailServer.close());
  const metricsPort = await freePort();
  // By when it is certainly running; where it is not, it is late and tells the same.
  await setDatabaseClock(database.url, new Date(MIDNIGHT.getTime() - 8_000));
  const server = await startServerProcess(database.url, {
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'support@example.com',
    WEBHOOK_ALLOW_PRIVATE: 'on',
    METRICS_PORT: String(metricsPort),
    DOCTOR_EVERY_MINUTES: '1',
  });
  const { reference } = await accepted(open(clientFor(server.url, key), active));

  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const told = async () => ({
    mails: mailServer.received.filter(({ source }) => source.includes(reference)).length,
    opened: receiver.types.includes('incident.received'),
    activated: receiver.received.some(
      ({ body }) => body.type === 'contract.activated' && body.contractId === coming.id,
    ),
    isExamined: /^ambit_doctor_last_run_seconds 1781/m.test(await metrics()),
  });
  const all = { mails: 1, opened: true, activated: true, isExamined: true };
  const end = performance.now() + 30_000;
  while (performance.now() < end && JSON.stringify(await told()) !== JSON.stringify(all)) await sleep(200);
  expect(await told()).toEqual(all);
  const [activated] = await queryDatabase<{ at: Date; late: number }>(
    database.url,
    `SELECT e.occurred_at AS at, extract(epoch FROM e.recorded_at - occurred_at)::float8 AS late
     FROM events e JOIN contracts c ON c.id = e.contract_id WHERE type = 'contract.activated' AND c.number = '${coming.number}'`,
  );
  expect(activated!.at).toEqual(MIDNIGHT);
  expect(activated!.late).toBeLessThan(30);
  expect(await server.stop()).toMatchObject({ exitCode: 0, stderr: '' });
}, 120_000);
