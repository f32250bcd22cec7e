import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ambitSetTo } from './contenders/ambit';
import { Contender } from './contenders/contender';
import { Stage } from './load/stage';
import { Options } from './options';
import { serverOf, VariantsResult } from './report/variants';
import { runVariants } from './run-variants';

/** What is recorded, by its name. */
const RECORDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'up to 100 a second (default)': {},
  all: { OTEL_TRACES_SAMPLER: 'always_on' },
};

/** Of each kind: V8 does not compile two equal servers alike, and they lie further apart than what is measured. */
const SERVERS = 3;

/** The same questions without traces and with some and all of them, sent to a collector that only takes them. */
export async function runTracing(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<VariantsResult> {
  const collector = await startCollector();
  try {
    const { port } = collector.address() as AddressInfo;
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
    const variants: Record<string, Contender> = {};
    for (let nth = 1; nth <= SERVERS; nth += 1) {
      variants[serverOf('off', nth)] = ambitSetTo(`untraced ${nth}`, {});
      for (const [name, settings] of Object.entries(RECORDED))
        variants[serverOf(name, nth)] = ambitSetTo(`traced ${name} ${nth}`, {
          ...settings,
          ...endpoint,
        });
    }
    return await runVariants(stage, variants, ['Q1'], options, tell);
  } finally {
    collector.close();
  }
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
