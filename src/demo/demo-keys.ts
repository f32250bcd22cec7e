import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { authenticate } from '../access/use-cases/authenticate';
import { createApiKey } from '../access/use-cases/create-api-key';
import { Role, ROLES } from '../shared/domain/caller';
import { hostListOf } from '../platform/hosts/host-list';
import { newPrivateFile } from '../platform/private-file';
import { Database } from '../platform/transactions/database';
import { DEMO_CUSTOMER_NUMBER } from './demo-data';
import { firstCustomerId } from '../customers/persistence/customers';

export interface DemoKeys {
  readonly keys: Readonly<Record<Role, string>>;
  /** The file in which they are kept, as a path. */
  readonly file: string;
}

/** Under whose name the demo is recorded, its keys too. */
export const DEMO_MAKER = 'demo data';

/**
 * The file of a database in the data folder, so that no database takes the keys of another one: `keys.json` for the embedded
 * one, else one with the name of the database and a digest of where it is.
 */
export function demoKeysFile(dataDir: string, databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) return join(dataDir, 'keys.json');
  const { host, pathname, searchParams } = new URL(hostListOf(databaseUrl).url);
  const place = `${searchParams.get('host') ?? host}${pathname}`;
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 8);
  return join(dataDir, `keys-${pathname.slice(1).replace(/[^\w-]/g, '_')}-${digest}.json`);
}

/**
 * One key a role, kept in the file, readable by its owner only. Keys that are there and still valid are kept; a role whose
 * key is missing or no longer valid gets a new one.
 */
export async function provideKeys(
  database: Database,
  dataDir: string,
  file: string,
  now: Date,
): Promise<DemoKeys> {
  const kept = await readKeys(file);
  const keys: Partial<Record<Role, string>> = {};
  for (const role of ROLES) keys[role] = await validKey(database, role, kept[role], now);
  await writePrivately(dataDir, file, `${JSON.stringify(keys, null, 2)}\n`);
  return { keys: keys as DemoKeys['keys'], file };
}

async function validKey(
  database: Database,
  role: Role,
  kept: string | undefined,
  now: Date,
): Promise<string> {
  const caller = kept === undefined ? null : await authenticate(database, kept, now);
  if (kept !== undefined && caller?.role === role) return kept;
  const customerId = role === 'CUSTOMER' ? await demoCustomerId(database) : null;
  const key = { name: `demo ${role.toLowerCase()}`, role, customerId };
  return createApiKey(database, key, now, DEMO_MAKER);
}

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
  const written = await newPrivateFile(unfinished);
  await written.writeFile(text).finally(() => written.close());
  await rename(unfinished, file);
}
