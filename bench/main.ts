import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../src/boot/explain-failure';
import { readEnvironment } from '../src/boot/environment';
import { EmbeddedPostgresError } from '../src/database/embedded/embedded-postgres-error';
import { Stage } from './load/stage';
import { killOwnProcesses } from './machine/own-processes';
import { Options, readOptions } from './options';
import { chartOf } from './report/chart';
import { GOAL_COLUMNS, goalRows } from './report/goals';
import { listsColumns, listsRows } from './report/lists';
import { OVERLOAD_COLUMNS, overloadRows } from './report/overload';
import { SCALING_COLUMNS, scalingRows } from './report/scaling';
import { startGoalRows } from './report/start';
import { COLUMNS, printedTable, tableRows } from './report/table';
import {
  DEVICE_COLUMNS,
  PROCESS_COLUMNS,
  TRACING_COLUMNS,
  tracingRows,
  variantRows,
} from './report/variants';
import { writeReport } from './report/write-report';
import { runBenchmark } from './run-benchmark';
import { runDevices } from './run-devices';
import { runLists } from './run-lists';
import { runOverload } from './run-overload';
import { runProcesses } from './run-processes';
import { runScaling } from './run-scaling';
import { runStart } from './run-start';
import { runTracing } from './run-tracing';
import 'reflect-metadata';

const RESULTS = 'bench/results';

process.once('exit', killOwnProcesses);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line that is not done is written over by the next one, where somebody watches. */
function progress(line: string, done: boolean): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}${done ? '\n' : ''}`);
  else if (done) tell(line);
}

async function run(stage: Stage, options: Options): Promise<void> {
  if (options.scaling !== undefined) {
    const result = await runScaling(stage, options.scaling, options, tell);
    await keep('scaling.json', asJson(result));
    tell(`\n${printedTable(SCALING_COLUMNS, scalingRows(result))}`);
  } else if (options.lists !== undefined) {
    const result = await runLists(stage, options.lists, options, tell);
    await keep('lists.json', asJson(result));
    tell(`\n${printedTable(listsColumns(result), listsRows(result))}`);
  } else if (options.overload === true) {
    const result = await runOverload(stage, options, tell);
    await keep('overload.json', asJson(result));
    tell(`\n${printedTable(OVERLOAD_COLUMNS, overloadRows(result))}`);
  } else if (options.processes !== undefined) {
    const result = await runProcesses(stage, options.processes, options, tell);
    await keep('processes.json', asJson(result));
    tell(`\n${printedTable(PROCESS_COLUMNS, variantRows(result))}`);
  } else if (options.devices === true) {
    const result = await runDevices(stage, options, tell);
    await keep('devices.json', asJson(result));
    tell(`\n${printedTable(DEVICE_COLUMNS, variantRows(result))}`);
  } else if (options.tracing === true) {
    const result = await runTracing(stage, options, tell);
    await keep('tracing.json', asJson(result));
    tell(`\n${printedTable(TRACING_COLUMNS, tracingRows(result))}`);
  } else if (options.start === true) {
    const result = await runStart(options, stage.cluster.version, tell);
    await keep('start.json', asJson(result));
    tell(`\n${printedTable(GOAL_COLUMNS, startGoalRows(result))}`);
  } else {
    const result = await runBenchmark(stage, options, tell);
    await keep(`${options.contracts}.json`, asJson(result));
    await keep(`${options.contracts}.svg`, chartOf(result));
    tell(`\n${printedTable(COLUMNS, tableRows(result))}`);
    tell(printedTable(GOAL_COLUMNS, goalRows(result)));
  }
}

function asJson(result: object): string {
  return `${JSON.stringify(result, null, 1)}\n`;
}

async function keep(file: string, content: string): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, file), content);
  tell(`written: ${join(RESULTS, file)}`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv);
  if (options.report === true) return tell(`written: ${await writeReport()}`);
  const stage = await Stage.open(readEnvironment().DATABASE_URL, new Date(), progress);
  try {
    await run(stage, options);
  } finally {
    await stage.close();
  }
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof CommandError || error instanceof EmbeddedPostgresError;
  process.stderr.write(`${isForPeople ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = 1;
});
