import { CaseName } from './cases/question';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { measure, Target, WARM_UP_SECONDS, warmUp } from './load/measure';
import { sendOverload } from './load/overload';
import { Stage } from './load/stage';
import { describeMachine, loadNow, versionsWith } from './machine/describe-machine';
import { Options } from './options';
import { OverloadedCase, OverloadResult } from './report/overload';

const TIMES_THE_CAPACITY = 3;
const OVERLOADED: readonly CaseName[] = ['Q1', 'Q2', 'M1'];

/** What becomes of requests when three times as many come as can be answered. */
export async function runOverload(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<OverloadResult> {
  const { servers } = await stage.serversOn(options.contracts, [AMBIT], options.reload);
  const loadBefore = loadNow();
  const cases: OverloadedCase[] = [];
  for (const name of OVERLOADED.filter((each) => options.only.includes(each))) {
    const questions = questionsOf(name, options.contracts, stage.month, 0);
    const target = await stage.files.target(servers[0]!, name, questions);
    cases.push(await overload(stage, target, options.seconds));
    tell(`${name}: measured`);
  }
  return {
    contracts: options.contracts,
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), loadBefore, loadAfter: loadNow() },
    versions: versionsWith(stage.cluster.version),
    seconds: options.seconds,
    cases,
  };
}

async function overload(stage: Stage, target: Target, seconds: number): Promise<OverloadedCase> {
  await warmUp(target, stage.cluster.pid);
  const normal = await measure(target, seconds, stage.cluster.pid);
  const capacity = normal.requests / normal.seconds;
  const load = { ...target.load, perSecond: Math.round(capacity * TIMES_THE_CAPACITY) };
  await sendOverload({ ...load, seconds: WARM_UP_SECONDS });
  const seen = await sendOverload({ ...load, seconds });
  return { name: target.name, capacity, normalP99: normal.p99, ...seen };
}
