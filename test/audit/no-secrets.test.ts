import { randomUUID } from 'node:crypto';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { clientFor, useServer } from '../support/test-server';

const server = useServer(new TestClock(MUTATED_AT), 'no_secrets');

/** Every row of a table as one text. */
async function textOf(table: string): Promise<string> {
  const rows = await server.database.sql.rows<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
  expect(rows.length).toBeGreaterThan(0);
  return rows.map(({ text }) => text).join('\n');
}

it('neither audit log nor decisions hold an API key or an idempotency key, whatever was written', async () => {
  const admin = await server.as('ADMIN');
  const apiKey = await server.keyOf('ADMIN');
  const idempotencyKeys: string[] = [];
  for (const [mutation, { accepted, selection }] of Object.entries(EVERY_MUTATION)) {
    const idempotencyKey = `secret-${randomUUID()}`;
    idempotencyKeys.push(idempotencyKey);
    const input = { ...(await accepted(admin)), idempotencyKey };
    const { userErrors } = await mutate(clientFor(server.url, apiKey), mutation, input, selection);
    expect(userErrors).toEqual([]);
  }
  const [secret] = apiKey.split('_').slice(-1);
  const hashes = await server.database.sql.rows<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM api_key_secrets`,
  );
  const signing = await server.database.sql.rows<{ base64: string; hex: string }>(
    `SELECT encode(secret, 'base64') AS base64, encode(secret, 'hex') AS hex FROM webhook_secrets`,
  );
  expect(signing.length).toBeGreaterThan(0);
  const ofWebhooks = signing.flatMap(({ base64, hex }) => [base64, hex]);
  for (const table of ['audit_log', 'decision_records']) {
    const text = await textOf(table);
    for (const word of [secret!, ...idempotencyKeys, ...hashes.map(({ hash }) => hash), ...ofWebhooks]) {
      expect(text).not.toContain(word);
    }
  }
});
