import { compareAnswers } from './cases/compare-answers';
import { compareUnderLoad, READS } from './cases/compare-under-load';
import { compareWrites } from './cases/compare-writes';
import { CaseName, IncidentQuestion, MEASURED_LAST, Question } from './cases/question';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { MERCURIUS } from './contenders/mercurius';
import { PLAIN_HTTP } from './contenders/plain-http';
import { POSTGRAPHILE } from './contenders/postgraphile';
import { GENERATOR } from './load/generator';
import { CONNECTIONS, measure, Measurement, Target, warmUp } from './load/measure';
import { RunningServer } from './load/running-server';
import { Stage } from './load/stage';
import { describeMachine, loadNow, versionsWith } from './machine/describe-machine';
import { memoryOf } from './machine/processes';
import { Options } from './options';
import { BenchResult, CaseResult } from './report/result';

const UNDER_LOAD_SECONDS = 3;

/** Ambit and its peers over one size: answers compared, everything warmed up, then measured in turn, round by round. */
export async function runBenchmark(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<BenchResult> {
  const contenders = options.peers ? [AMBIT, POSTGRAPHILE, MERCURIUS, PLAIN_HTTP] : [AMBIT];
  const { databaseUrl, servers } = await stage.serversOn(options.contracts, contenders, options.reload);
  const targets = await targetsOf(stage, options, servers, databaseUrl, tell);
  await compareOwnUnderLoad(stage, options, targets, tell);
  const loadBefore = loadNow();
  const cases = await measureInTurn(stage, options, targets, tell);
  return {
    contracts: options.contracts,
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), loadBefore, loadAfter: loadNow() },
    versions: versionsWith(stage.cluster.version),
    settings: { rounds: options.rounds, seconds: options.seconds, generator: GENERATOR },
    cases,
    memory: Object.fromEntries(servers.map(({ contender, pid }) => [contender.name, memoryOf(pid)])),
  };
}

/** By case, then by server. Before any of them is measured, all servers have given the same answers. */
async function targetsOf(
  stage: Stage,
  options: Options,
  servers: readonly RunningServer[],
  databaseUrl: string,
  tell: (line: string) => void,
): Promise<ReadonlyMap<CaseName, readonly Target[]>> {
  const targets = new Map<CaseName, Target[]>();
  for (const name of options.only) {
    const questions = (server: number) => questionsOf(name, options.contracts, stage.month, server);
    const able = servers.filter(({ contender }) => contender.cases.includes(name));
    const compared = await compareAnswers(able, name, questions(0));
    if (name === 'M1') await compareWrites(able, databaseUrl, firstOf(questions(0)));
    tell(
      `${name}: ${compared} answers of ${able.map(({ contender }) => contender.name).join(', ')} are the same`,
    );
    const files = able.map((server, nth) => stage.files.target(server, name, questions(nth)));
    targets.set(name, await Promise.all(files));
  }
  return targets;
}

/** Ambit alone shares reads between requests. */
async function compareOwnUnderLoad(
  stage: Stage,
  { contracts }: Options,
  targets: ReadonlyMap<CaseName, readonly Target[]>,
  tell: (line: string) => void,
): Promise<void> {
  for (const [name, [own]] of targets) {
    if (!READS.includes(name)) continue;
    const compared = await compareUnderLoad(
      own!,
      questionsOf(name, contracts, stage.month, 0),
      UNDER_LOAD_SECONDS,
    );
    tell(`${name}: ${compared} answers under load are those of one caller alone`);
  }
}

function firstOf(questions: readonly Question[]): IncidentQuestion {
  return questions[0] as IncidentQuestion;
}

async function measureInTurn(
  stage: Stage,
  { rounds, seconds }: Options,
  targets: ReadonlyMap<CaseName, readonly Target[]>,
  tell: (line: string) => void,
): Promise<CaseResult[]> {
  const measured = new Map<Target, Measurement[]>();
  for (const target of [...targets.values()].flat()) {
    await warmUp(target, stage.cluster.pid);
    measured.set(target, []);
  }
  const isLast = ([name]: [CaseName, unknown]) => MEASURED_LAST.includes(name);
  const inTurn = [...targets].filter((each) => !isLast(each));
  for (const together of [inTurn, [...targets].filter(isLast)]) {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, ofCase] of together) {
        for (const target of rotated(ofCase, round)) {
          const measurement = await measure(target, seconds, stage.cluster.pid);
          measured.get(target)!.push(measurement);
        }
        tell(`round ${round + 1} of ${rounds}: ${name} measured`);
      }
    }
  }
  return [...targets].map(([name, ofCase]) => ({
    name,
    connections: CONNECTIONS[name],
    contenders: ofCase.map((target) => ({
      name: target.server.contender.name,
      rounds: measured.get(target)!,
    })),
  }));
}

/** Each round begins with another server, so that none always follows the same one. */
function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
