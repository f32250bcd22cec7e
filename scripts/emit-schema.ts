import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { apiSchema } from '../src/graphql/schema';

/** Writes schema.graphql, sorted. With --check: writes nothing and fails where the file is not what the code says. */
const text = `${printSchema(lexicographicSortSchema(apiSchema()))}\n`;

if (process.argv.includes('--check')) {
  const isCurrent = readFileSync('schema.graphql', 'utf8') === text;
  process.stdout.write(
    isCurrent ? 'schema.graphql is what the code says\n' : 'schema.graphql is old: npm run schema\n',
  );
  process.exitCode = isCurrent ? 0 : 1;
} else {
  writeFileSync('schema.graphql', text);
}
