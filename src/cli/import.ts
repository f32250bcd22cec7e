import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { programRequest } from '../access/use-cases/program-request';
import { CommandError } from '../boot/explain-failure';
import { CommandParts, runCommand } from '../boot/run-command';
import { BOOK_KINDS, BookKind } from '../book/domain/book-columns';
import { BookFault } from '../book/domain/book-rows';
import { kindOfFile } from '../book/file/kind-of-file';
import { BookFile, checkFiles } from '../book/use-cases/check-files';
import { importBook } from '../book/use-cases/import-book';
import { Catalog } from '../catalog/persistence/catalog';
import { violatedConstraint } from '../platform/transactions/constraint-violation';
import { Progress } from './progress';
import 'reflect-metadata';

interface Options {
  readonly kind?: BookKind;
  readonly dryRun?: boolean;
}

const program = new Command('import')
  .description(
    'Brings in customers, contracts, contacts, satellites, what was used this year and what is promised, from CSV or JSON lines; docs/import.md names the columns. All files are checked first: with a fault nothing is written.',
  )
  .argument('<files...>', 'such as customers.csv contracts.csv: the name says what a file holds')
  .addOption(new Option('--kind <kind>', 'what all the files hold, whatever their names').choices(BOOK_KINDS))
  .option('--dry-run', 'check, say what would be written, and write nothing')
  .action((paths: string[], options: Options) => {
    return runCommand((parts) => bringIn(parts, paths, options), { isLong: true });
  });

async function bringIn(
  { database, clock }: CommandParts,
  paths: readonly string[],
  options: Options,
): Promise<void> {
  const now = clock.now();
  const files = paths.map((path) => fileOf(path, options.kind));
  const { plan, faults } = await checkFiles(database, new Catalog(database), files, now);
  if (faults.length > 0) {
    process.stderr.write(faults.map(lineOf).join(''));
    throw new CommandError(`${faults.length} faults: nothing was written.`);
  }
  const total = plan.customers.length + plan.bundles.length;
  if (options.dryRun !== true && total > 0) {
    const request = programRequest(database, `command line (${userName()})`, 'importBook', now);
    const progress = new Progress(process.stderr, total);
    try {
      await importBook(
        (work) => request.write(work),
        plan,
        now,
        (done) => progress.show(done),
      );
    } catch (error) {
      if (violatedConstraint(error) === null) throw error;
      throw new CommandError('Somebody else wrote the same meanwhile. Run it again: what is written stays.');
    } finally {
      progress.end();
    }
  }
  const written = countsOf(plan);
  for (const kind of BOOK_KINDS) {
    const verb = options.dryRun === true ? 'would be new' : 'new';
    process.stdout.write(`${kind}: ${written[kind]} ${verb}, ${plan.unchanged[kind]} unchanged\n`);
  }
  if (total === 0) process.stdout.write('Nothing to write: all of it is there.\n');
}

type Plan = Awaited<ReturnType<typeof checkFiles>>['plan'];

function countsOf({ customers, bundles }: Plan): Record<BookKind, number> {
  const sum = (of: (bundle: Plan['bundles'][number]) => number) =>
    bundles.reduce((all, bundle) => all + of(bundle), 0);
  return {
    customers: customers.length,
    contracts: sum(({ contract }) => (contract === null ? 0 : 1)),
    contacts: sum(({ contacts }) => contacts.length),
    satellites: sum(({ satellites }) => satellites.length),
    usage: sum(({ opening }) => (opening === null ? 0 : 1)),
    notices: sum(({ notices }) => notices.length),
    changes: sum(({ change }) => (change === null ? 0 : 1)),
    suspensions: sum(({ suspension }) => (suspension === null ? 0 : 1)),
    blocks: sum(({ blocks }) => blocks.length),
  };
}

function fileOf(path: string, given: BookKind | undefined): BookFile {
  const kind = given ?? kindOfFile(path);
  if (kind !== null) return { path, kind };
  throw new CommandError(
    `${path} does not say what it holds. Name it after one of ${BOOK_KINDS.join(', ')}, or say it by --kind.`,
  );
}

function lineOf({ file, line, field, message }: BookFault): string {
  return `${[file, ...(line === null ? [] : [`line ${line}`]), ...(field === null ? [] : [field])].join(', ')}: ${message}\n`;
}

/** Who runs the command; a user without a name on this machine by its number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

void program.parseAsync();
