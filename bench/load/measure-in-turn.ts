import { describeMachine, loadNow, versionsWith } from '../machine/describe-machine';
import { Options } from '../options';
import { Circumstances } from '../report/result';
import { GENERATOR } from './generator';
import { measure, Measurement, Target, warmUp } from './measure';
import { Stage } from './stage';

/** A target, and what was measured of it. */
export interface Measured {
  readonly target: Target;
  readonly rounds: Measurement[];
}

/** Warms all targets up, then measures them in turn, round by round. */
export async function measureInTurn(
  stage: Stage,
  targets: readonly Measured[],
  { rounds, seconds }: Options,
  tell: (line: string) => void,
): Promise<Circumstances> {
  const loadBefore = loadNow();
  for (const { target } of targets) await warmUp(target, stage.cluster.pid);
  for (let round = 0; round < rounds; round += 1) {
    for (const each of targets) each.rounds.push(await measure(each.target, seconds, stage.cluster.pid));
    tell(`round ${round + 1} of ${rounds} measured`);
  }
  return {
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), loadBefore, loadAfter: loadNow() },
    versions: versionsWith(stage.cluster.version),
    settings: { rounds, seconds, generator: GENERATOR },
  };
}
