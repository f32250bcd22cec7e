import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { PEERS } from '../require-from-peers';

const FILES = [
  'schema.sql',
  'decided-rules.sql',
  'open-incident.sql',
  'keyed-writes.sql',
  'postgraphile.sql',
];

/** Makes the schema through which the peers read and write the very tables that Ambit does. */
export async function makePeerSchema(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const file of FILES) await client.query(await readFile(join(PEERS, file), 'utf8'));
  } finally {
    await client.end();
  }
}
