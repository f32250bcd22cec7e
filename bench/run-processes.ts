import { CaseName } from './cases/question';
import { compareAnswers } from './cases/compare-answers';
import { questionsOf } from './cases/questions';
import { ambitWith } from './contenders/ambit';
import { Measured, measureInTurn } from './load/measure-in-turn';
import { Stage } from './load/stage';
import { Options } from './options';
import { ProcessResult } from './report/processes';

const MEASURED: readonly CaseName[] = ['Q1', 'M1'];

interface ProcessTarget extends Measured {
  readonly processes: number;
}

/** The same questions to one process and to several at one port, over the same data, measured in turn. */
export async function runProcesses(
  stage: Stage,
  processes: number,
  options: Options,
  tell: (line: string) => void,
): Promise<ProcessResult> {
  const { contracts, reload } = options;
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
  return {
    ...(await measureInTurn(stage, targets, options, tell)),
    points: targets.map((each) => ({
      name: each.target.name,
      processes: each.processes,
      rounds: each.rounds,
    })),
  };
}
