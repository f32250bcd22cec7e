import { CaseName } from './cases/question';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { Size } from './data/size';
import { GENERATOR } from './load/generator';
import { measure, Measurement, Target } from './load/measure';
import { Stage } from './load/stage';
import { describeMachine, loadNow, versionsWith } from './machine/describe-machine';
import { Options } from './options';
import { ScalingResult } from './report/scaling';

const WARM_UP_SECONDS = 2;
/** The two that must not grow with the number of contracts. */
const SCALED: readonly CaseName[] = ['Q1', 'C1'];

interface ScaledTarget {
  readonly size: Size;
  readonly target: Target;
  readonly rounds: Measurement[];
}

/** The same questions over databases of several sizes, a server on each, measured in turn. */
export async function runScaling(
  stage: Stage,
  sizes: readonly Size[],
  { rounds, seconds, reload }: Options,
  tell: (line: string) => void,
): Promise<ScalingResult> {
  const targets: ScaledTarget[] = [];
  for (const size of sizes) targets.push(...(await targetsOf(stage, size, reload)));
  const loadBefore = loadNow();
  for (const { target } of targets) await measure(target, WARM_UP_SECONDS, stage.cluster.pid);
  for (let round = 0; round < rounds; round += 1) {
    for (const scaled of targets)
      scaled.rounds.push(await measure(scaled.target, seconds, stage.cluster.pid));
    tell(`round ${round + 1} of ${rounds} measured`);
  }
  return {
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), loadBefore, loadAfter: loadNow() },
    versions: versionsWith(stage.cluster.version),
    settings: { rounds, seconds, generator: GENERATOR },
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
