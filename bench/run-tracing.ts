import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { AMBIT, ambitSetTo } from './contenders/ambit';
import { Contender } from './contenders/contender';
import { Stage } from './load/stage';
import { Options } from './options';
import { VariantsResult } from './report/variants';
import { runVariants } from './run-variants';

/** What is recorded, by its name. */
const RECORDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'up to 100 a second (default)': {},
  '1 %': { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
  all: { OTEL_TRACES_SAMPLER: 'always_on' },
};

/** The same questions without traces and with more and more of them, sent to a collector that only takes them. */
export async function runTracing(
  stage: Stage,
  options: Options,
  tell: (line: string) => void,
): Promise<VariantsResult> {
  const collector = await startCollector();
  try {
    const { port } = collector.address() as AddressInfo;
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
    const variants: Record<string, Contender> = { off: AMBIT };
    for (const [name, settings] of Object.entries(RECORDED))
      variants[name] = ambitSetTo(`traced ${name}`, { ...settings, ...endpoint });
    // How far apart equal servers are.
    variants['off, once more'] = ambitSetTo('without traces', {});
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
