import { CaseName } from './cases/question';
import { ambitWith } from './contenders/ambit';
import { Stage } from './load/stage';
import { Options } from './options';
import { VariantsResult } from './report/variants';
import { runVariants } from './run-variants';

const MEASURED: readonly CaseName[] = ['Q1', 'M1'];

/** The same questions to one process and to several at one port. */
export function runProcesses(
  stage: Stage,
  processes: number,
  options: Options,
  tell: (line: string) => void,
): Promise<VariantsResult> {
  const variants = { 1: ambitWith(1), [processes]: ambitWith(processes) };
  return runVariants(stage, variants, MEASURED, options, tell);
}
