import { CaseName } from './cases/question';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { Size } from './data/size';
import { Measured, measureInTurn } from './load/measure-in-turn';
import { Stage } from './load/stage';
import { Options } from './options';
import { ScalingResult } from './report/scaling';

/** The two that must not grow with the number of contracts. */
const SCALED: readonly CaseName[] = ['Q1', 'C1'];

interface ScaledTarget extends Measured {
  readonly size: Size;
}

/** The same questions over databases of several sizes, a server on each, measured in turn. */
export async function runScaling(
  stage: Stage,
  sizes: readonly Size[],
  options: Options,
  tell: (line: string) => void,
): Promise<ScalingResult> {
  const targets: ScaledTarget[] = [];
  for (const size of sizes) targets.push(...(await targetsOf(stage, size, options.reload)));
  return {
    ...(await measureInTurn(stage, targets, options, tell)),
    points: targets.map(({ size, target, rounds: measured }) => ({
      name: target.name,
      contracts: size,
      rounds: measured,
    })),
  };
}

async function targetsOf(stage: Stage, size: Size, reload: boolean): Promise<ScaledTarget[]> {
  const { servers } = await stage.serversOn(size, [AMBIT], reload);
  const [server] = servers;
  const targets = SCALED.map((name) =>
    stage.files.target(server!, name, questionsOf(name, size, stage.month, 0)),
  );
  return (await Promise.all(targets)).map((target) => ({ size, target, rounds: [] }));
}
