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

const RECORDED = [null, 0.01, 0.1, 1] as const;

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
    const contenders = RECORDED.map((part) => (part === null ? AMBIT : tracedAmbit(part, port)));
    const { servers } = await stage.serversOn(contracts, contenders, reload);
    const questions = questionsOf('Q1', contracts, stage.month, 0);
    const points = [];
    for (const [nth, server] of servers.entries()) {
      const target = await stage.files.target(server, 'Q1', questions);
      points.push({ recorded: RECORDED[nth]!, target, rounds: [] });
    }
    const circumstances = await measureInTurn(stage, points, options, tell);
    return { ...circumstances, points: points.map(({ recorded, rounds }) => ({ recorded, rounds })) };
  } finally {
    collector.close();
  }
}

function tracedAmbit(part: number, port: number): Contender {
  return {
    ...AMBIT,
    name: `Ambit traced ${part}`,
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(part),
    },
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
