import { readFileSync, writeFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { cacheFacts } from './cache-facts';

const PATH = 'client/src/cache-facts.ts';

/** Writes the facts of the schema for the caches of clients. With --check: writes nothing and fails where they are old. */
const text = cacheFacts(buildSchema(readFileSync('schema.graphql', 'utf8')));
if (!process.argv.includes('--check')) writeFileSync(PATH, text);
else if (readFileSync(PATH, 'utf8') !== text) {
  process.stdout.write(`${PATH} is old: npm run client:documents\n`);
  process.exitCode = 1;
}
