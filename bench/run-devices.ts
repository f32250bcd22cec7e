import { CaseName } from './cases/question';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { Measured, measureInTurn } from './load/measure-in-turn';
import { Stage } from './load/stage';
import { Options } from './options';
import { DevicesResult } from './report/devices';

const MEASURED: readonly CaseName[] = ['Q1', 'M1'];
const METRICS_PORT = '39471';

/** The first is what the others are compared with. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'as measured': {},
  'without buckets of cost': { COST_BUCKET_POINTS: '0' },
  'with the request log': { LOG_LEVEL: 'info' },
  'with metrics': { METRICS_PORT },
};

interface DeviceTarget extends Measured {
  readonly device: string;
}

/** The same questions to Ambit as it is measured elsewhere, and with one thing switched on or off each, measured in turn. */
export async function runDevices(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<DevicesResult> {
  const { contracts, reload } = options;
  const contenders = Object.entries(SETTINGS).map(([device, settings]) => ({
    ...AMBIT,
    name: `${AMBIT.name} ${device}`,
    settings,
  }));
  const { servers } = await stage.serversOn(contracts, contenders, reload);
  const targets: DeviceTarget[] = [];
  for (const name of MEASURED) {
    for (const [nth, device] of Object.keys(SETTINGS).entries()) {
      const questions = questionsOf(name, contracts, stage.month, nth);
      const target = await stage.files.target(servers[nth]!, name, questions);
      targets.push({ device, target, rounds: [] });
    }
  }
  return {
    ...(await measureInTurn(stage, targets, options, tell)),
    contracts,
    points: targets.map(({ device, target, rounds }) => ({ name: target.name, device, rounds })),
  };
}
