import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authenticate } from '../access/use-cases/authenticate';
import { createApiKey } from '../access/use-cases/create-api-key';
import { Role, ROLES } from '../shared/domain/caller';
import { Database } from '../platform/transactions/database';
import { firstCustomerId } from '../customers/persistence/customers';
import { DEMO_CUSTOMER_NUMBER } from './demo-data';

export type DemoKeys = Readonly<Record<Role, string>>;

/**
 * One key a role, kept in `keys.json` of the data folder, readable by its owner only. Keys that are there and still
 * valid are kept; a role whose key is missing or revoked gets a new one.
 */
export async function provideKeys(database: Database, dataDir: string, now: Date): Promise<DemoKeys> {
  const file = join(dataDir, 'keys.json');
  const kept = await readKeys(file);
  const keys: Partial<Record<Role, string>> = {};
  for (const role of ROLES) keys[role] = await validKey(database, role, kept[role], now);
  await writePrivately(dataDir, file, `${JSON.stringify(keys, null, 2)}\n`);
  return keys as DemoKeys;
}

async function validKey(
  database: Database,
  role: Role,
  kept: string | undefined,
  now: Date,
): Promise<string> {
  const caller = await authenticate(database, kept && `Bearer ${kept}`);
  if (kept !== undefined && caller?.role === role) return kept;
  const customerId = role === 'CUSTOMER' ? await demoCustomerId(database) : null;
  return createApiKey(database, { name: `demo ${role.toLowerCase()}`, role, customerId }, now);
}

/** The demo customer; in a database that had customers before the demo was asked for, the first of them. */
async function demoCustomerId(database: Database): Promise<string> {
  return (await firstCustomerId(database.sql, DEMO_CUSTOMER_NUMBER))!;
}

async function readKeys(file: string): Promise<Partial<Record<Role, string>>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<Record<Role, string>>;
  } catch {
    return {};
  }
}

async function writePrivately(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
}
