import { compareAnswers } from './cases/compare-answers';
import { CaseName } from './cases/question';
import { questionsOf } from './cases/questions';
import { Contender } from './contenders/contender';
import { Measured, measureInTurn } from './load/measure-in-turn';
import { Stage } from './load/stage';
import { Options } from './options';
import { VariantsResult } from './report/variants';

/** Ambit in several ways, by what is told of each; the first is what the others are compared with. */
export type Variants = Readonly<Record<string, Contender>>;

interface VariantTarget extends Measured {
  readonly variant: string;
}

/** The same questions to each variant over the same data, answers compared, then measured in turn. */
export async function runVariants(
  stage: Stage,
  variants: Variants,
  cases: readonly CaseName[],
  options: Options,
  tell: (line: string) => void,
): Promise<VariantsResult> {
  const { contracts, reload } = options;
  const { servers } = await stage.serversOn(contracts, Object.values(variants), reload);
  const names = Object.keys(variants);
  const targets: VariantTarget[] = [];
  for (const name of cases) {
    await compareAnswers(servers, name, questionsOf(name, contracts, stage.month, 0));
    for (const [nth, server] of servers.entries()) {
      const questions = questionsOf(name, contracts, stage.month, nth);
      const target = await stage.files.target(server, name, questions);
      targets.push({ variant: names[nth]!, target, rounds: [] });
    }
  }
  return {
    ...(await measureInTurn(stage, targets, options, tell)),
    contracts,
    points: targets.map(({ variant, target, rounds }) => ({ name: target.name, variant, rounds })),
  };
}
