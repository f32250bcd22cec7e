import { Command, InvalidArgumentError, Option } from 'commander';
import { CASES, CaseName } from './cases/question';
import { Size, SIZES } from './data/size';

export interface Options {
  readonly contracts: Size;
  readonly rounds: number;
  readonly seconds: number;
  readonly only: readonly CaseName[];
  readonly peers: boolean;
  readonly reload: boolean;
  /** The sizes to compare, where that is asked for instead. */
  readonly scaling?: readonly Size[];
  /** The sizes over which lists are compared, where that is asked for instead. */
  readonly lists?: readonly Size[];
  readonly overload?: boolean;
  /** How many processes to compare with one, where that is asked for instead. */
  readonly processes?: number;
  /** What is on by default, or can be, each switched the other way, where that is asked for instead. */
  readonly devices?: boolean;
  /** What traces cost, where that is asked for instead. */
  readonly tracing?: boolean;
  readonly start?: boolean;
  readonly report?: boolean;
}

/** Reads the command line. Ends the process with a message on a faulty one, and after `--help`. */
export function readOptions(argv: readonly string[]): Options {
  const command = new Command('npm run bench --')
    .description('Measures Ambit beside its peers on data of one size. Results go to bench/results.')
    .option('--contracts <number>', `one of ${SIZES.join(', ')}`, parseSize, 100_000)
    .option('--rounds <number>', 'how often everything is measured', parseCount, 5)
    .option('--seconds <number>', 'how long each measurement takes', parseCount, 5)
    .option('--only <cases>', `some of ${CASES.join(',')}`, parseCases, [...CASES])
    .option('--no-peers', 'Ambit alone')
    .option('--reload', 'make the data anew, also where it is there from an earlier run', false)
    .addOption(
      modeOption('--scaling [sizes]', 'Q1 and C1 over several sizes')
        .argParser(parseSizes)
        .preset('1000,10000,100000'),
    )
    .addOption(
      modeOption('--lists [sizes]', 'lists, searches and the ten questions over several sizes')
        .argParser(parseSizes)
        .preset('1000,10000,100000,1000000'),
    )
    .addOption(modeOption('--overload', 'three times the load that it can carry'))
    .addOption(
      modeOption('--processes <number>', 'Q1 and M1 by so many processes at one port, and by one').argParser(
        parseCount,
      ),
    )
    .addOption(modeOption('--devices', 'what cost, log and metrics take of Q1 and M1'))
    .addOption(modeOption('--tracing', 'Q1 without traces, and with some and all requests traced'))
    .addOption(modeOption('--start', 'how long a start takes, and what an idle process holds'))
    .addOption(modeOption('--report', 'only write docs/performance.md from bench/results'));
  return command.parse(argv).opts<Options>();
}

const MODES = ['scaling', 'lists', 'overload', 'processes', 'devices', 'tracing', 'start', 'report'];

function modeOption(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.conflicts(MODES.filter((mode) => mode !== option.attributeName()));
}

function parseSize(text: string): Size {
  const size = SIZES.find((known) => known === Number(text));
  if (size === undefined) throw new InvalidArgumentError(`It must be one of ${SIZES.join(', ')}.`);
  return size;
}

function parseSizes(text: string): Size[] {
  return text.split(',').map(parseSize);
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1 to 999.');
  return Number(text);
}

function parseCases(text: string): CaseName[] {
  return text.split(',').map((name) => {
    const found = CASES.find((known) => known === name);
    if (found === undefined)
      throw new InvalidArgumentError(`There is no ${name}; cases are ${CASES.join(', ')}.`);
    return found;
  });
}
