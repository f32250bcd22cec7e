import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { CaseName } from './cases/question';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { Measured, measureInTurn } from './load/measure-in-turn';
import { Stage } from './load/stage';
import { Options } from './options';
import { DevicesResult } from './report/devices';

const MEASURED: readonly CaseName[] = ['Q1', 'M1'];
const METRICS_PORT = 39_471;

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
  const collector = await startCollector();
  try {
    const settings = settingsOf(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
    const contenders = Object.entries(settings).map(([device, own]) => ({
      ...AMBIT,
      name: `${AMBIT.name} ${device}`,
      settings: own,
    }));
    const { servers } = await stage.serversOn(contracts, contenders, reload);
    const targets: DeviceTarget[] = [];
    for (const name of MEASURED) {
      for (const [nth, device] of Object.keys(settings).entries()) {
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
  } finally {
    collector.close();
  }
}

/** The first is what the others are compared with. */
function settingsOf(collector: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    'as measured': {},
    'without buckets of cost': { COST_BUCKET_POINTS: '0' },
    'with the request log': { LOG_LEVEL: 'info' },
    'with metrics': { METRICS_PORT: String(METRICS_PORT) },
    'with traces': { OTEL_EXPORTER_OTLP_ENDPOINT: collector },
    'with 1 % of traces': {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.01',
    },
  };
}

/** Takes what it is sent and keeps nothing. */
async function startCollector(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.setHeader('content-type', 'application/json').end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
