import { randomBytes } from 'node:crypto';
import { apiKeyOf, prefixOf } from '../../src/access/api-key';
import { hashApiKey } from '../../src/access/hash-api-key';
import { insertApiKey, NewApiKey } from '../../src/access/persistence/api-keys';
import { Database } from '../../src/platform/transactions/database';

type Wanted = Pick<NewApiKey, 'name' | 'role'> & Partial<NewApiKey>;

/** Writes a key past the rules and the audit log, so that a test finds there what it wrote itself; returns its secret. */
export async function makeKey({ sql }: Database, wanted: Wanted): Promise<string> {
  const secret = apiKeyOf(wanted.role, randomBytes(20));
  const unbound = { customerId: null, providerId: null, expiresAt: null };
  const made = { createdAt: new Date('2020-01-01T00:00:00Z'), createdBy: 'test', prefix: prefixOf(secret) };
  await insertApiKey(sql, { ...unbound, ...made, ...wanted }, hashApiKey(secret));
  return secret;
}
