import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { CommandError } from '../boot/explain-failure';
import { Environment } from '../boot/environment';
import { parseExportPeriod } from '../billing/export-period';
import { runCommand } from '../boot/run-command';
import { USAGE_FORMS, UsageForm } from '../billing/domain/usage-forms';
import { UsageSelection } from '../billing/domain/usage-selection';
import { readSelection } from '../billing/use-cases/read-selection';
import { CsvPiece } from '../billing/use-cases/usage-csv-file';
import { countUsage } from '../billing/persistence/usage-csv-rows';
import { ClosedExportChangedError, exportUsage } from '../billing/use-cases/export-usage';
import { Refused } from '../shared/domain/refusal';
import { newPrivateFile } from '../platform/private-file';
import { Database } from '../platform/transactions/database';
import { exportBookTo } from './export-book';
import { Progress } from './progress';
import 'reflect-metadata';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly form: UsageForm;
  readonly customer?: string;
  readonly contract?: string;
  readonly provider?: string;
}

const program = new Command('export').description('Writes what other systems read into a file.');

program
  .command('consulting-usage')
  .description('the consulting usage of a period, over all customers, as CSV or JSON lines')
  .requiredOption(
    '--from <date>',
    'first day (on the clock of BILLING_TIME_ZONE), or an instant with its offset',
  )
  .requiredOption('--to <date>', 'the first day, or instant, that no longer belongs to it')
  .requiredOption(
    '--out <file>',
    'where to write it, for its owner alone; a file that is there is replaced once the new one is whole',
  )
  .addOption(
    new Option('--form <form>', 'german-csv: for German spreadsheets').choices(USAGE_FORMS).default('csv'),
  )
  .option('--customer <number>', 'only of this customer')
  .option('--contract <number>', 'only of this contract')
  .option('--provider <code>', 'only of contracts with this provider')
  .action((options: Options) =>
    runCommand(({ database, environment }) => exportFile(database, environment, options), { isLong: true }),
  );

program
  .command('book')
  .description(
    'customers, contracts, contacts, satellites and use of the running year, as npm run import reads them',
  )
  .requiredOption('--to <folder>', 'where to write the files, each for its owner alone')
  .action(({ to }: { readonly to: string }) =>
    runCommand(
      ({ database, clock }) =>
        exportBookTo(database, clock, to).catch((error: unknown) => {
          throw explained(error, to);
        }),
      { isLong: true },
    ),
  );

async function exportFile(database: Database, environment: Environment, options: Options): Promise<void> {
  const { BILLING_TIME_ZONE: timeZone } = environment;
  const selection = await selectionOf(database, options, timeZone);
  const unfinished = `${options.out}.unfinished-${process.pid}`;
  const progress = new Progress(process.stderr, await countUsage(database.sql, selection));
  try {
    const pieces = Readable.from(
      texts(exportUsage(database.sql, selection, { form: options.form, timeZone }), progress),
      { highWaterMark: 1 },
    );
    const file = await newPrivateFile(unfinished);
    await pipeline(pieces, file.createWriteStream());
    await rename(unfinished, options.out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explained(error, options.out);
  } finally {
    progress.end();
  }
  process.stdout.write(`${options.out}: ${progress.done} rows\n`);
}

async function selectionOf({ sql }: Database, options: Options, timeZone: string): Promise<UsageSelection> {
  try {
    return await readSelection(sql, { ...options, ...parseExportPeriod(options, timeZone) }, null);
  } catch (error) {
    throw error instanceof Refused ? new CommandError(error.refusals[0]!.message) : error;
  }
}

async function* texts(pieces: AsyncIterable<CsvPiece>, progress: Progress): AsyncGenerator<string> {
  for await (const { text, rows } of pieces) {
    progress.show(rows);
    yield text;
  }
}

function explained(error: unknown, file: string): unknown {
  if (error instanceof ClosedExportChangedError) return new CommandError(error.message);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined || !/^(open|write|rename|mkdir)$/.test(syscall))
    return error;
  return new CommandError(
    `${file} cannot be written (${code}). Name a file in a folder that you may write to.`,
  );
}

void program.parseAsync();
