import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { CommandError } from '../boot/explain-failure';
import { Environment } from '../boot/environment';
import { parseExportPeriod } from '../billing/export-period';
import { runCommand } from '../boot/run-command';
import { checkPeriod, UsageSelection } from '../billing/domain/usage-selection';
import { countUsage } from '../billing/persistence/usage-csv-rows';
import { ClosedExportChangedError, exportUsage } from '../billing/use-cases/export-usage';
import { Refused } from '../shared/domain/refusal';
import { Database } from '../platform/transactions/database';
import { Progress } from './progress';
import 'reflect-metadata';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly out: string;
}

const program = new Command('export').description('Writes what other systems read into a file.');

program
  .command('consulting-usage')
  .description('the consulting usage of a period, over all customers, as CSV')
  .requiredOption(
    '--from <date>',
    'first day (on the clock of BILLING_TIME_ZONE), or an instant with its offset',
  )
  .requiredOption('--to <date>', 'the first day, or instant, that no longer belongs to it')
  .requiredOption(
    '--out <file>',
    'where to write it, for its owner alone; a file that is there is replaced once the new one is whole',
  )
  .action((options: Options) =>
    runCommand((database, environment) => exportFile(database, environment, options), { isLong: true }),
  );

async function exportFile(database: Database, environment: Environment, options: Options): Promise<void> {
  const selection = selectionOf(options, environment.BILLING_TIME_ZONE);
  const unfinished = `${options.out}.unfinished-${process.pid}`;
  const progress = new Progress(process.stderr, await countUsage(database.sql, selection));
  try {
    const pieces = Readable.from(texts(database, selection, progress), { highWaterMark: 1 });
    await pipeline(pieces, createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, options.out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explained(error, options.out);
  } finally {
    progress.end();
  }
  process.stdout.write(`${options.out}: ${progress.done} rows\n`);
}

function selectionOf(options: Options, timeZone: string): UsageSelection {
  try {
    const selection = { ...parseExportPeriod(options, timeZone), boundTo: null, customerId: null };
    checkPeriod(selection);
    return selection;
  } catch (error) {
    throw error instanceof Refused ? new CommandError(error.refusals[0]!.message) : error;
  }
}

async function* texts(
  database: Database,
  selection: UsageSelection,
  progress: Progress,
): AsyncGenerator<string> {
  for await (const { text, rows } of exportUsage(database.sql, selection)) {
    progress.show(rows);
    yield text;
  }
}

function explained(error: unknown, file: string): unknown {
  if (error instanceof ClosedExportChangedError) return new CommandError(error.message);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined || !/^(open|write|rename)$/.test(syscall)) return error;
  return new CommandError(
    `${file} cannot be written (${code}). Name a file in a folder that you may write to.`,
  );
}

void program.parseAsync();
