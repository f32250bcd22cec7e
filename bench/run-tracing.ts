import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { questionsOf } from './cases/questions';
import { AMBIT } from './contenders/ambit';
import { Contender } from './contenders/contender';
import { measureInTurn } from './load/measure-in-turn';
import { Stage } from './load/stage';
import { Options } from './options';
import { TracingResult } from './report/tracing';

/** What is recorded, by its name; null: traces are off. */
const RECORDED: Readonly<Record<string, Readonly<Record<string, string>> | null>> = {
  off: null,
  'up to 100 a second (default)': {},
  '1 %': { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
  all: { OTEL_TRACES_SAMPLER: 'always_on' },
};

/** The same questions without traces and with more and more of them, sent to a collector that only takes them. */
export async function runTracing(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<TracingResult> {
  const collector = await startCollector();
  try {
    const { contracts, reload } = options;
    const { port } = collector.address() as AddressInfo;
    const contenders = Object.entries(RECORDED).map(([name, settings]) =>
      settings === null ? AMBIT : tracedAmbit(name, settings, port),
    );
    const { servers } = await stage.serversOn(contracts, contenders, reload);
    const questions = questionsOf('Q1', contracts, stage.month, 0);
    const points = [];
    for (const [nth, server] of servers.entries()) {
      const target = await stage.files.target(server, 'Q1', questions);
      points.push({ recorded: Object.keys(RECORDED)[nth]!, target, rounds: [] });
    }
    const circumstances = await measureInTurn(stage, points, options, tell);
    return { ...circumstances, points: points.map(({ recorded, rounds }) => ({ recorded, rounds })) };
  } finally {
    collector.close();
  }
}

function tracedAmbit(name: string, settings: Readonly<Record<string, string>>, port: number): Contender {
  return {
    ...AMBIT,
    name: `${AMBIT.name} traced ${name}`,
    settings: { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
  };
}

async function startCollector(): Promise<Server> {
  const collector = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  return collector;
}
