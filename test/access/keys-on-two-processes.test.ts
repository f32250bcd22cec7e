import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLClient } from 'graphql-request';
import { makeKey } from '../support/make-key';
import { codesOf } from '../support/mutate';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';
import { accepted, createKey, revokeKey, rollKey, statusAt } from './keys-api';

const CALLERS = 20;
/** The law says one second; the rest is for a machine that is busy. */
const REFUSED_WITHIN_MS = 3_000;
// Time for all: a slow machine must not turn a refusal into a timeout.
const SETTINGS = { DATABASE_STATEMENT_TIMEOUT_MS: '60000', REQUEST_DEADLINE_MS: '60000' };

let target: TestDatabase;
let processes: readonly ServerProcess[];
let admins: readonly GraphQLClient[];

beforeAll(async () => {
  target = await freshDatabase('keys_on_two_processes');
  const key = await makeKey(target.database, { name: 'admin', role: 'ADMIN' });
  processes = await Promise.all([1, 2].map(() => startServerProcess(target.url, SETTINGS)));
  admins = processes.map(({ url }) => clientFor(url, key));
});
afterAll(async () => {
  await Promise.all(processes.map((server) => server.stop()));
  await target.close();
});

const statuses = (secret: string) => Promise.all(processes.map(({ url }) => statusAt(url, secret)));

/** Asks each process with the secret until all of them refuse it; the milliseconds that this took. */
async function untilRefused(secret: string): Promise<number> {
  const since = performance.now();
  while ((await statuses(secret)).some((status) => status !== 401)) {
    if (performance.now() - since > 10 * REFUSED_WITHIN_MS) break;
    await sleep(20);
  }
  return performance.now() - since;
}

it('a key that is revoked on one process is refused by the other one within a second', async () => {
  const { apiKey, secret } = await createKey(admins[0]!);
  expect(await statuses(secret)).toEqual([200, 200]);
  await accepted(revokeKey(admins[0]!, apiKey.id));
  expect(await untilRefused(secret)).toBeLessThan(REFUSED_WITHIN_MS);
});

it('a secret that is rolled without overlap on one process is refused by the other one within a second', async () => {
  const { apiKey, secret: old } = await createKey(admins[0]!);
  expect(await statuses(old)).toEqual([200, 200]);
  const { secret } = await accepted(rollKey(admins[1]!, apiKey.id, { overlapHours: 0 }));
  expect(await untilRefused(old)).toBeLessThan(REFUSED_WITHIN_MS);
  expect(await statuses(secret)).toEqual([200, 200]);
});

it('a key that expires is refused by every process, though both have just let it in', async () => {
  const expiresAt = new Date(Date.now() + 2_000);
  const { secret } = await createKey(admins[0]!, { expiresAt: expiresAt.toISOString() });
  await statuses(secret);
  await sleep(Math.max(0, expiresAt.getTime() - Date.now()));
  expect(await untilRefused(secret)).toBeLessThan(REFUSED_WITHIN_MS);
});

const admin = (nth: number) => admins[nth % admins.length]!;

it('of twenty callers on two processes that revoke one key, one does it, and the others are told so', async () => {
  const { apiKey } = await createKey(admins[0]!);
  const answers = await Promise.all(
    Array.from({ length: CALLERS }, (_, nth) => revokeKey(admin(nth), apiKey.id)),
  );
  const refused = answers.flatMap(codesOf);
  expect(refused).toEqual(new Array(CALLERS - 1).fill('INVALID_STATE'));
  const entries = await target.database.sql.rows(
    `SELECT FROM audit_log WHERE mutation = 'revokeApiKey' AND subject_id = (SELECT max(id) FROM api_keys)`,
  );
  expect(entries).toHaveLength(1);
});

it('of twenty callers on two processes that roll one key at once, one secret is left', async () => {
  const { apiKey } = await createKey(admins[0]!);
  const rolled = await Promise.all(
    Array.from({ length: CALLERS }, (_, nth) =>
      accepted(rollKey(admin(nth), apiKey.id, { overlapHours: 0 })),
    ),
  );
  const found: number[] = [];
  for (const { secret } of rolled) found.push(...(await statuses(secret)));
  expect(found.filter((status) => status === 200)).toHaveLength(processes.length);
  expect(found.filter((status) => status === 401)).toHaveLength((CALLERS - 1) * processes.length);
});

it('of rolls and revokes of one key at once, none leaves a secret that works', async () => {
  const { apiKey } = await createKey(admins[0]!);
  const answers = await Promise.all(
    Array.from({ length: CALLERS }, (_, nth) =>
      nth % 4 === 3 ? revokeKey(admin(nth), apiKey.id) : rollKey(admin(nth), apiKey.id),
    ),
  );
  const revoked = answers.filter((answer) => answer.userErrors.length === 0 && !answer['secret']);
  expect(revoked).toHaveLength(1);
  for (const { secret } of answers.filter((answer) => answer['secret']))
    expect(await statuses(secret as string)).toEqual([401, 401]);
});
