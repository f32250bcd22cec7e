import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { schemaFaults } from './schema-changes';

/** Fails where a client of the last release would break and CHANGELOG.md does not say so, or a deprecation ends too soon. */
async function check(): Promise<void> {
  const [, unreleased = ''] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
  const read = (path: string) => buildSchema(readFileSync(path, 'utf8'));
  const today = new Date().toISOString().slice(0, 10);
  const released = read('docs/schema.last-release.graphql');
  const faults = await schemaFaults(released, read('schema.graphql'), unreleased, today);
  process.stdout.write(
    faults.length === 0
      ? 'ok: clients of the last release\n'
      : faults.map((fault) => `FAULT: ${fault}\n`).join(''),
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

void check();
