import { EventEmitter } from 'node:events';
import Fastify, { FastifyRequest } from 'fastify';
import { dearRequestsInTurn } from '../../src/http/dear-requests';
import { FairGate } from '../../src/http/fair-gate';

const DEAR = 1_000;

/** Dear requests beside a gate that requests of these keys have passed within the last second. */
async function turnsBeside(...keys: readonly string[]) {
  const places = new FairGate({ places: 64, waiting: 100, waitingPerKey: 100, waitMs: 60_000 }, () => 0);
  for (const key of keys) await places.enter(key);
  const turn = dearRequestsInTurn(Fastify(), places, 60_000);
  const atWork: FastifyRequest[] = [];
  const paced: boolean[] = [];
  const ask = async (keyId: string, points = DEAR) => {
    const raw = { socket: new EventEmitter() };
    const request = { caller: { keyId }, raw, endTurn: null } as unknown as FastifyRequest;
    void turn(request, points)?.then((pace) => {
      atWork.push(request);
      paced.push(pace !== null);
    });
    await new Promise((resolve) => setImmediate(resolve));
    return request;
  };
  const end = async (request: FastifyRequest) => {
    request.endTurn!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, end, atWork, paced, turn };
}

it('works on one dear request at a time while requests of several keys come, by turns of the keys and in pieces', async () => {
  const { ask, end, atWork, paced } = await turnsBeside('a', 'b');
  const first = await ask('a');
  const second = await ask('a');
  const other = await ask('b');
  expect(atWork).toEqual([first]);
  await end(first);
  await end(atWork.at(-1)!);
  expect(new Set(atWork)).toEqual(new Set([first, second, other]));
  expect(paced).toEqual([true, true, true]);
});

it('works on seven dear requests of the only key at a time, and on each as a whole', async () => {
  const { ask, atWork, paced } = await turnsBeside('a');
  for (let time = 0; time < 9; time += 1) await ask('a');
  expect(atWork).toHaveLength(7);
  expect(new Set(paced)).toEqual(new Set([false]));
});

it('lets a request below 1,000 points wait for nobody', async () => {
  const { ask, turn } = await turnsBeside('a', 'b');
  const request = await ask('a');
  expect(turn(request, DEAR - 1)).toBeNull();
});
