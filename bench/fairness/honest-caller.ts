import { Agent, request } from 'node:http';

export interface Seen {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Answers other than 200 by status; 0 for those that were cut off. */
  readonly refused: Readonly<Record<string, number>>;
}

const CONNECTIONS = 4;
const MOST_REQUESTS = 100_000;

/** Asks for so many seconds over four connections, each of which waits for its answer. Times in milliseconds. */
export async function askHonestly(url: string, key: string, body: string, seconds: number): Promise<Seen> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const times: number[] = [];
  const refused: Record<string, number> = {};
  const end = performance.now() + seconds * 1_000;
  const ask = async () => {
    while (performance.now() < end && times.length < MOST_REQUESTS) {
      const start = performance.now();
      const status = await new Promise<number>((resolve) => {
        const asked = request(url, { agent, method: 'POST', headers }, (response) => {
          response.resume().once('close', () => resolve(response.statusCode!));
        });
        asked.once('error', () => resolve(0)).end(body);
      });
      times.push(performance.now() - start);
      if (status !== 200) refused[status] = (refused[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { requests: times.length, p50: at(0.5), p99: at(0.99), longest: times.at(-1)!, refused };
}
