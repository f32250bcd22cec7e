import { CaseName } from './cases/question';
import { ambitSetTo } from './contenders/ambit';
import { Stage } from './load/stage';
import { Options } from './options';
import { VariantsResult } from './report/variants';
import { runVariants } from './run-variants';

const MEASURED: readonly CaseName[] = ['Q1', 'M1'];

/** As it is measured elsewhere, and with one thing switched on or off each. */
const VARIANTS = {
  'as measured': ambitSetTo('as measured', {}),
  'without buckets of cost': ambitSetTo('without buckets of cost', { COST_BUCKET_POINTS: '0' }),
  'with the request log': ambitSetTo('with the request log', { LOG_LEVEL: 'info' }),
  'with metrics': ambitSetTo('with metrics', { METRICS_PORT: '39471' }),
};

/** What the things take that can be switched. */
export function runDevices(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<VariantsResult> {
  return runVariants(stage, VARIANTS, MEASURED, options, tell);
}
