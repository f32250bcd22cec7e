import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CASE_TITLES, CASES } from '../cases/question';
import { GOAL_COLUMNS, goalRows } from './goals';
import { listsColumns, listsGoalRows, ListsResult, listsRows } from './lists';
import { OVERLOAD_COLUMNS, OverloadResult, overloadRows } from './overload';
import { BenchResult, Circumstances, Machine } from './result';
import { SCALING_COLUMNS, ScalingResult, scalingRows } from './scaling';
import { startGoalRows, StartResult } from './start';
import { COLUMNS, markdownTable, tableRows } from './table';
import {
  DEVICE_COLUMNS,
  PROCESS_COLUMNS,
  TRACING_COLUMNS,
  tracingRows,
  variantRows,
  VariantsResult,
} from './variants';

/** Everything that runs have left, and what people have written about it. */
const RESULTS = 'bench/results';
const NOTES = 'bench/notes.md';
const REPORT = 'docs/performance.md';

/** Makes docs/performance.md from what is in bench/results. Answers its path. */
export async function writeReport(): Promise<string> {
  const sizes = (await readdir(RESULTS)).filter((file) => /^\d+\.json$/.test(file));
  const results = await Promise.all(sizes.map((file) => readResult<BenchResult>(file)));
  results.sort((one, other) => one.contracts - other.contracts);
  const sections = [
    INTRODUCTION,
    ...results.map(sizeSection),
    await optionalSection<ScalingResult>('scaling.json', scalingSection),
    await optionalSection<ListsResult>('lists.json', listsSection),
    await optionalSection<OverloadResult>('overload.json', overloadSection),
    await optionalSection<VariantsResult>('processes.json', processSection),
    await optionalSection<VariantsResult>('devices.json', devicesSection),
    await optionalSection<VariantsResult>('tracing.json', tracingSection),
    await optionalSection<StartResult>('start.json', startSection),
    existsSync(NOTES) ? (await readFile(NOTES, 'utf8')).trim() : '',
  ];
  await writeFile(REPORT, `${sections.filter((section) => section !== '').join('\n\n')}\n`);
  return REPORT;
}

async function readResult<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(RESULTS, file), 'utf8')) as T;
}

async function optionalSection<T>(file: string, section: (result: T) => string): Promise<string> {
  return existsSync(join(RESULTS, file)) ? section(await readResult<T>(file)) : '';
}

const INTRODUCTION = `# Performance

Made by \`npm run bench -- --report\` from \`bench/results/\`; [bench/README.md](../bench/README.md) tells how it is
measured and how to repeat it. Requests a second depend on the machine and what else it does; the ratios of one run
depend on it far less, since all servers take turns on the same database.

| case | what is asked |
| --- | --- |
${CASES.map((name) => `| ${name} | ${CASE_TITLES[name]} |`).join('\n')}`;

function sizeSection(result: BenchResult): string {
  const { contracts, settings, versions, memory } = result;
  const goals = goalRows(result);
  const title = `## ${contracts.toLocaleString('en')} contracts`;
  const how = `${measuredText(result)}, sent by ${settings.generator}. ${versionsText(versions)}`;
  const held = Object.entries(memory).flatMap(([name, mb]) =>
    mb === null ? [] : `${name} ${Math.round(mb.most)} MB`,
  );
  return [
    title,
    how,
    `![Requests a second at ${contracts} contracts](../bench/results/${contracts}.svg)`,
    ...(goals.length > 0 ? [markdownTable(GOAL_COLUMNS, goals).trim()] : []),
    `Medians; processor time in milliseconds a request, that of the database of all its processes.`,
    markdownTable(COLUMNS, tableRows(result)).trim(),
    ...(held.length > 0 ? [`Most memory that each server held: ${held.join(', ')}.`] : []),
  ].join('\n\n');
}

function machineText({
  processor,
  cores,
  memoryGb,
  system,
  pinsCores,
  loadBefore,
  loadAfter,
}: Machine): string {
  const pinned = pinsCores
    ? 'the server on one core, the database and the sender on another'
    : 'processes were not kept to cores';
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${system}; ${pinned}; load average ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after.`;
}

function versionsText(versions: Readonly<Record<string, string>>): string {
  return `${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.`;
}

/** On what, when and how often; what follows says more of the rounds. */
function measuredText({ machine, measuredAt, settings }: Circumstances): string {
  const { rounds, seconds } = settings;
  return `${machineText(machine)} Measured on ${measuredAt.slice(0, 10)}: ${rounds} rounds of ${seconds} s`;
}

function scalingSection(result: ScalingResult): string {
  return [
    '## Over several sizes',
    `${measuredText(result)}, a server for each size. \`time\` is that of one request as a multiple of its time at the smallest size.`,
    markdownTable(SCALING_COLUMNS, scalingRows(result)).trim(),
  ].join('\n\n');
}

function listsSection(result: ListsResult): string {
  const goals = listsGoalRows(result);
  const { rounds, seconds } = result.settings;
  return [
    '## Lists and questions',
    `${machineText(result.machine)} Measured on ${result.measuredAt.slice(0, 10)}: ${rounds} rounds of up to ${seconds} s, one caller that asks one thing after the other, pages of 50. Medians, in milliseconds, from the request to the last byte of its answer, at so many contracts; [questions.md](questions.md) has the questions. Reports (questions 7 and 10) look at all contracts or requests of the period.`,
    markdownTable(listsColumns(result), listsRows(result)).trim(),
    ...(goals.length > 0 ? [markdownTable(GOAL_COLUMNS, goals).trim()] : []),
  ].join('\n\n');
}

function overloadSection(result: OverloadResult): string {
  return [
    '## Under overload',
    `Three times as many requests as it can answer, for ${result.seconds} s, at ${result.contracts.toLocaleString('en')} contracts, measured on ${result.measuredAt.slice(0, 10)}. Offered is what the sender, on the database's core, brought to bear.`,
    markdownTable(OVERLOAD_COLUMNS, overloadRows(result)).trim(),
  ].join('\n\n');
}

function processSection(result: VariantsResult): string {
  return [
    '## Several processes',
    `${measuredText({ ...result, machine: { ...result.machine, pinsCores: false } })}. Wanted: processor time of a request with two processes at most 1.1 times that with one.`,
    markdownTable(PROCESS_COLUMNS, variantRows(result)).trim(),
  ].join('\n\n');
}

function devicesSection(result: VariantsResult): string {
  return [
    '## What each device costs',
    `${measuredText(result)} at ${result.contracts.toLocaleString('en')} contracts. The first line is Ambit as it is measured above: with what is on by default, but without a line of log for each request, which no peer writes.`,
    markdownTable(DEVICE_COLUMNS, variantRows(result)).trim(),
  ].join('\n\n');
}

function tracingSection(result: VariantsResult): string {
  return [
    '## Traces',
    `Q1 by three servers without traces, three that record what they do by default, and three that record all, since two equal servers lie further apart than what is measured. ${measuredText(result)}. The last columns are medians over the rounds: processor time of a request to that of those without traces in the same round, of the three together and of each. Wanted by default: at most 1.05.`,
    markdownTable(TRACING_COLUMNS, tracingRows(result)).trim(),
  ].join('\n\n');
}

function startSection(result: StartResult): string {
  return [
    '## Start',
    `By the command of \`npm start\`, without the build, on its embedded PostgreSQL, which starts with it, and with the demo in it. ${machineText(result.machine)} Measured on ${result.measuredAt.slice(0, 10)}, medians of ${result.rounds.length} starts. Ready is the first 200 of /readyz; idle is 25 s later.`,
    markdownTable(GOAL_COLUMNS, startGoalRows(result)).trim(),
  ].join('\n\n');
}
