import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { CommandError, explainFailure } from '../boot/explain-failure';
import { runCommand } from '../boot/run-command';
import { CatalogFile } from '../catalog/file/catalog-file';
import { readCatalogFile } from '../catalog/file/read-catalog-file';
import { BELIEVED_MS } from '../catalog/persistence/catalog';
import { loadCatalog } from '../catalog/use-cases/load-catalog';
import { Clock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import 'reflect-metadata';

/** Past the moment until which a process may believe the catalog before this one. */
const KNOWN_EVERYWHERE_AFTER_MS = BELIEVED_MS + 100;

const program = new Command('catalog').description('Checks catalog files, and loads them into the database.');

program
  .command('check <file>')
  .description('say every fault of the file, with its path in it')
  .action(async (file: string) => {
    try {
      const { provider, plans } = await read(file);
      process.stdout.write(
        `${file} is sound: ${provider.name} with ${plans.map((plan) => plan.name).join(', ')}\n`,
      );
    } catch (error) {
      const { message, exitCode } = explainFailure(error);
      process.stderr.write(`${message}\n`);
      process.exitCode = exitCode;
    }
  });

program
  .command('load <file>')
  .description('make the file the catalog of its provider; changed plans become new versions')
  .action((file: string) => runCommand(({ database, clock }) => load(database, clock, file)));

async function load(database: Database, clock: Clock, path: string): Promise<void> {
  const file = await read(path);
  const changes = await loadCatalog(database, file, clock.now());
  await sleep(KNOWN_EVERYWHERE_AFTER_MS);
  if (changes.published.length === 0) process.stdout.write(`${changes.provider}: every plan is as it was\n`);
  for (const { code, version } of changes.published) {
    process.stdout.write(`${changes.provider}: published ${code} version ${version}\n`);
  }
}

async function read(path: string): Promise<CatalogFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CommandError(`${path} cannot be read. Name a catalog file, such as catalog/op5.yaml.`);
  });
  return readCatalogFile(text, basename(path));
}

void program.parseAsync();
