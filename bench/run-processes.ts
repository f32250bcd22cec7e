import { CaseName } from './cases/question';
import { compareAnswers } from './cases/compare-answers';
import { questionsOf } from './cases/questions';
import { ambitWith } from './contenders/ambit';
import { GENERATOR } from './load/generator';
import { measure, Measurement, Target } from './load/measure';
import { Stage } from './load/stage';
import { describeMachine, loadNow, versionsWith } from './machine/describe-machine';
import { Options } from './options';
import { ProcessResult } from './report/processes';

const WARM_UP_SECONDS = 2;
const MEASURED: readonly CaseName[] = ['Q1', 'M1'];

interface ProcessTarget {
  readonly processes: number;
  readonly target: Target;
  readonly rounds: Measurement[];
}

/** The same questions to one process and to several at one port, over the same data, measured in turn. */
export async function runProcesses(
  stage: Stage,
  processes: number,
  { contracts, rounds, seconds, reload }: Options,
  tell: (line: string) => void,
): Promise<ProcessResult> {
  const counts = [1, processes];
  const { servers } = await stage.serversOn(contracts, counts.map(ambitWith), reload);
  const targets: ProcessTarget[] = [];
  for (const name of MEASURED) {
    await compareAnswers(servers, name, questionsOf(name, contracts, stage.month, 0));
    for (const [nth, server] of servers.entries()) {
      const questions = questionsOf(name, contracts, stage.month, nth);
      const target = await stage.files.target(server, name, questions);
      targets.push({ processes: counts[nth]!, target, rounds: [] });
    }
  }
  const loadBefore = loadNow();
  for (const { target } of targets) await measure(target, WARM_UP_SECONDS, stage.cluster.pid);
  for (let round = 0; round < rounds; round += 1) {
    for (const each of targets) each.rounds.push(await measure(each.target, seconds, stage.cluster.pid));
    tell(`round ${round + 1} of ${rounds} measured`);
  }
  return {
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), loadBefore, loadAfter: loadNow() },
    versions: versionsWith(stage.cluster.version),
    settings: { rounds, seconds, generator: GENERATOR },
    points: targets.map((each) => ({
      name: each.target.name,
      processes: each.processes,
      rounds: each.rounds,
    })),
  };
}
