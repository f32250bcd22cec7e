import { Command } from 'commander';

/** What may follow `npm start --`. */
export interface ProgramOptions {
  /** Demo data also in a database that is not the embedded one. */
  readonly demo: boolean;
  /** No demo data in the embedded database, now and at later starts. */
  readonly empty: boolean;
}

/** The options of the command line. Ends the process for `--help`, and for what is no option with the names of those there are. */
export function readOptions(argv: readonly string[]): ProgramOptions {
  const program = new Command('npm start --')
    .description('Starts the server. Settings come from the environment: see README.md, or npm run config.')
    .option('--demo', 'make demo data also in the database of DATABASE_URL', false)
    .option(
      '--empty',
      'make no demo data in the embedded database, now and at later starts: for use in earnest',
      false,
    )
    .allowExcessArguments(false)
    .showHelpAfterError('npm start -- --help lists the options.');
  program.parse(argv, { from: 'user' });
  const options = program.opts<ProgramOptions>();
  if (options.demo && options.empty) program.error('--demo and --empty exclude each other.');
  return options;
}
