import { ambitFetch } from '@ambit/client/fetch';

const MUTATION =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }';
const QUERY = '{ providers { code } }';
const URL = 'http://127.0.0.1/graphql';

type Outcome = Response | Error;

function json(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
const done = () => json({ data: {} });
const failed = (code: string, status: number, headers?: Record<string, string>) =>
  json({ errors: [{ message: 'no', extensions: { code } }] }, status, headers);

/** A platform that answers with these, one after the other, and notes what it was sent. */
function answering(...outcomes: readonly Outcome[]) {
  const sent: { variables: { input: { number: string; idempotencyKey?: string } } }[] = [];
  const left = [...outcomes];
  const fetch = (_target: unknown, init?: RequestInit) => {
    sent.push(JSON.parse(init!.body as string) as (typeof sent)[number]);
    const outcome = left.shift()!;
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const send = (query: string, variables?: object, init: RequestInit = {}) =>
    ambitFetch({ fetch: fetch, longestWaitMs: 1 })(URL, {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      ...init,
    });
  return { send, sent };
}

it('gives a mutation one idempotency key, and sends it again with that one', async () => {
  const { send, sent } = answering(failed('OUTCOME_UNKNOWN', 504), new TypeError('reset'), done());
  const response = await send(MUTATION, { input: { number: 'C-1' } });
  expect([response.status, sent.length]).toEqual([200, 3]);
  const keys = sent.map(({ variables }) => variables.input.idempotencyKey);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(keys).size).toBe(1);
  expect(sent[0]!.variables.input.number).toBe('C-1');
});

it('gives two mutations two keys, and keeps a key that is there', async () => {
  const { send, sent } = answering(done(), done(), done());
  await send(MUTATION, { input: { number: 'C-1' } });
  await send(MUTATION, { input: { number: 'C-1' } });
  await send(MUTATION, { input: { number: 'C-1', idempotencyKey: 'mine' } });
  const keys = sent.map(({ variables }) => variables.input.idempotencyKey);
  expect([new Set(keys).size, keys[2]]).toEqual([3, 'mine']);
});

it.each([
  ['RATE_LIMITED', 429],
  ['SERVICE_UNAVAILABLE', 503],
])('sends again what was not begun: %s', async (code, status) => {
  const { send, sent } = answering(failed(code, status, { 'retry-after': '3' }), done());
  expect((await send('mutation { createCustomer(input: {}) { customer { id } } }')).status).toBe(200);
  expect(sent).toHaveLength(2);
});

it('sends a mutation without a key never twice where it may have been carried out', async () => {
  const inline = 'mutation { createCustomer(input: { number: "C-1" }) { customer { id } } }';
  const unknown = answering(failed('OUTCOME_UNKNOWN', 504), done());
  expect((await unknown.send(inline)).status).toBe(504);
  const broken = answering(new TypeError('reset'), done());
  await expect(broken.send(inline)).rejects.toThrow('reset');
  expect([unknown.sent.length, broken.sent.length]).toEqual([1, 1]);
});

it('sends two mutations that share a key never twice where one may have been carried out', async () => {
  const both =
    'mutation ($i: X!) { a: createCustomer(input: $i) { __typename } b: createCustomer(input: $i) { __typename } }';
  const { send, sent } = answering(failed('OUTCOME_UNKNOWN', 504), done());
  expect((await send(both, { i: { number: 'C-1' } })).status).toBe(504);
  expect(sent).toHaveLength(1);
});

it('sends a query again whose connection broke', async () => {
  const { send, sent } = answering(new TypeError('reset'), done());
  expect((await send(QUERY)).status).toBe(200);
  expect(sent).toHaveLength(2);
});

it.each([
  ['FORBIDDEN', 200],
  ['BAD_USER_INPUT', 400],
  ['DEADLINE_EXCEEDED', 504],
  ['INTERNAL_SERVER_ERROR', 500],
])('hands over at once what would not get better: %s', async (code, status) => {
  const { send, sent } = answering(failed(code, status), done());
  expect((await send(QUERY)).status).toBe(status);
  expect(sent).toHaveLength(1);
});

it('gives up after four, with the last response', async () => {
  const { send, sent } = answering(...Array.from({ length: 5 }, () => failed('SERVICE_UNAVAILABLE', 503)));
  expect((await send(QUERY)).status).toBe(503);
  expect(sent).toHaveLength(4);
});

it('stops waiting when its signal is aborted', async () => {
  const controller = new AbortController();
  const refusing = () => {
    controller.abort(new Error('enough'));
    return Promise.resolve(failed('SERVICE_UNAVAILABLE', 503, { 'retry-after': '60' }));
  };
  const send = ambitFetch({ fetch: refusing });
  const init = { method: 'POST', body: JSON.stringify({ query: QUERY }), signal: controller.signal };
  await expect(send(URL, init)).rejects.toThrow('enough');
});

it.each([
  ['no chance', 0, 3_000],
  ['the most of it', 0.999, 4_498.5],
])('waits as long as Retry-After says and a little longer by chance: %s', async (_name, chance, waited) => {
  const waits: (number | undefined)[] = [];
  jest.spyOn(Math, 'random').mockReturnValue(chance);
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((then: () => void, ms?: number) => {
    waits.push(ms);
    then();
  }) as typeof setTimeout);
  try {
    const outcomes = [
      failed('SERVICE_UNAVAILABLE', 503, { 'retry-after': '3' }),
      new TypeError('reset'),
      done(),
    ];
    const send = ambitFetch({ fetch: () => Promise.resolve(outcomes.shift()!).then(asAnswer) });
    expect((await send(URL, { method: 'POST', body: JSON.stringify({ query: QUERY }) })).status).toBe(200);
  } finally {
    jest.restoreAllMocks();
  }
  expect(waits).toEqual([waited, 400 * (1 + chance / 2)]);
});

function asAnswer(outcome: Outcome): Response {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}
