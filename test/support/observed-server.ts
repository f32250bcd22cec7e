import { join } from 'node:path';
import { startServerProcess } from './server-processes';

export interface Observation {
  /** The longest time in which the event loop did nothing else, since the observation before. */
  readonly heldMs: number;
  /** Bytes of JavaScript; where memory is observed, those that garbage collection leaves. */
  readonly used: number;
}

export interface ObservedServer {
  readonly url: string;
  observe(): Promise<Observation>;
  stop(): Promise<unknown>;
}

/** A server process that tells of its memory and of its event loop. */
export async function startObservedServer(
  databaseUrl: string,
  OBSERVED: 'memory' | 'event loop',
): Promise<ObservedServer> {
  const server = await startServerProcess(databaseUrl, {
    OBSERVED,
    NODE_OPTIONS: `--require ${join(__dirname, 'observer.cjs')}`,
  });
  let observed = 0;
  const observe = async () => {
    observed += 1;
    const answer = server.printed(new RegExp(`observed ${observed} (\\{.*\\})`));
    server.child.kill('SIGWINCH');
    return JSON.parse(await answer) as Observation;
  };
  return { url: server.url, observe, stop: () => server.stop() };
}
