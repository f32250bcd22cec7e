import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { PlainServer, startPlainServer } from '../support/plain-server';
import { uniqueNumber } from '../support/builders';
import { operation, sendRaw } from '../support/raw-request';
import { rowCounts } from '../support/row-counts';

const DEADLINE_MS = 1_000;
const NESTED =
  '{ contracts(first: 3) { nodes { number incidents(first: 2) { nodes { reference history { kind } } } } } }';

let server: PlainServer;
beforeAll(async () => (server = await startPlainServer('deadline', { REQUEST_DEADLINE_MS: DEADLINE_MS })));
afterAll(() => server.close());

const headers = () => ({ authorization: `Bearer ${server.key}`, 'content-type': 'application/json' });
const send = (query: string, variables?: object) =>
  sendRaw(server.url, { ...operation(query, variables), headers: headers() });

/** Names and texts of the statements that are sent meanwhile, but for those that are read anew for every caller. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(Client.prototype, 'query');
  await work();
  const sent = spy.mock.calls.map(([query]) => query as unknown as { name?: string; text?: string } | string);
  spy.mockRestore();
  const texts = sent.map((query) => (typeof query === 'string' ? query : (query.name ?? query.text ?? '')));
  return texts.filter((text) => !/^(catalog-|api-key-)/.test(text));
}

/** Does the work while no statement can read the table; then lets them, and waits for what they bring about. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  const runner = server.database.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    await work();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  await sleep(150);
}

it.each(['first time', 'known'])(
  'stops a query that is past its deadline, %s: no further read',
  async (time) => {
    if (time === 'known') expect((await send(NESTED)).status).toBe(200);
    const query = time === 'known' ? NESTED : `${NESTED} # new`;
    const all = await statementsOf(() => send(NESTED));
    const sent = await statementsOf(() =>
      whileLocked('contracts', async () => {
        const { status, body } = await send(query);
        expect({ status, ...body }).toMatchObject({
          status: 504,
          data: null,
          errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }],
        });
      }),
    );
    expect(all.length).toBe(3);
    expect(sent.filter((text) => /incident/.test(text))).toEqual([]);
  },
);

it('is answered as soon as nothing is in its way', async () => {
  expect((await send(NESTED)).status).toBe(200);
});

it.each(['first time', 'known'])('stops a query whose client has gone, %s', async (time) => {
  const query = time === 'known' ? NESTED : `${NESTED} # gone`;
  const sent = await statementsOf(() =>
    whileLocked('contracts', async () => {
      const gone = new AbortController();
      const body = JSON.stringify({ query });
      const answer = fetch(server.url, { method: 'POST', headers: headers(), body, signal: gone.signal });
      await sleep(100);
      gone.abort();
      await expect(answer).rejects.toThrow('aborted');
      await sleep(50);
    }),
  );
  expect(sent.filter((text) => /incident/.test(text))).toEqual([]);
});

it('leaves alone a request that shares a read with a request that is stopped', async () => {
  const [query, number] = [
    'query ($n: String!) { contract(number: $n) { customer { name } } }',
    'ITN-STANDARD-1',
  ];
  const expected = (await send(query, { n: number })).text;
  let kept: ReturnType<typeof send>;
  await whileLocked('customers', async () => {
    const gone = new AbortController();
    const body = JSON.stringify({ query, variables: { n: number } });
    const lost = fetch(server.url, { method: 'POST', headers: headers(), body, signal: gone.signal });
    kept = send(query, { n: number });
    await sleep(100);
    gone.abort();
    await expect(lost).rejects.toThrow('aborted');
  });
  expect((await kept!).text).toBe(expected);
});

const CREATE = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { number contracts { totalCount } } userErrors { code } }
  again: createCustomer(input: $input) { userErrors { code } } }`;
const inputOf = (number: string) => ({ input: { number, name: 'Late', region: 'EUROPE' } });

it('answers what a mutation wrote before its deadline passed, and begins no other', async () => {
  const number = uniqueNumber('D');
  const before = await rowCounts(server.database);
  let answer: ReturnType<typeof send>;
  // Lets the key be known, which is looked up together with its customer.
  await send('{ __typename }');
  await whileLocked('customers', async () => {
    answer = send(CREATE, inputOf(number));
    await sleep(DEADLINE_MS + 300);
  });
  const { status, body } = await answer!;
  expect(status).toBe(200);
  expect(body.data).toEqual({
    createCustomer: { customer: { number, contracts: null }, userErrors: [] },
    again: null,
  });
  expect(body.errors!.map(({ path, extensions }) => [path, extensions])).toEqual([
    [
      ['createCustomer', 'customer', 'contracts'],
      expect.objectContaining({ code: 'WRITTEN_NOT_READ', written: true }),
    ],
    [['again'], expect.objectContaining({ code: 'DEADLINE_EXCEEDED' })],
  ]);
  expect((await rowCounts(server.database))['customers']).toBe(before['customers']! + 1);
});

const TIMES_OUT = `DO $$ BEGIN RAISE EXCEPTION 'too slow' USING ERRCODE = '57014'; END $$`;

describe('a fault of the database after the write', () => {
  interface Sent {
    readonly name?: string;
    readonly text?: string;
  }
  const failing = (isMeant: (sent: Sent) => boolean) => {
    const { query } = Client.prototype as unknown as { query: (this: Client, ...args: unknown[]) => unknown };
    return jest.spyOn(Client.prototype, 'query').mockImplementation(function (
      this: Client,
      ...args: unknown[]
    ) {
      const [config, ...rest] = args;
      if (isMeant(config as Sent)) return query.call(this, { text: TIMES_OUT, values: [] }, ...rest);
      return query.apply(this, args);
    });
  };

  it.each(['first time', 'known'])(
    'a fault of the database after the write leaves the thing in the response, %s, and asks nobody to send it again',
    async () => {
      const number = uniqueNumber('D');
      const query = `mutation ($input: CreateCustomerInput!) {
      createCustomer(input: $input) { customer { number contracts { nodes { number } } } userErrors { code } } }`;
      const spy = failing(({ text = '' }) => /\bFROM contracts\b/.test(text));
      const response = await fetch(server.url, {
        method: 'POST',
        headers: headers(),
        body: JSON.stringify({ query, variables: inputOf(number) }),
      });
      spy.mockRestore();
      expect([response.status, response.headers.get('retry-after')]).toEqual([200, null]);
      expect(await response.json()).toMatchObject({
        data: { createCustomer: { customer: { number, contracts: null }, userErrors: [] } },
        errors: [
          {
            extensions: { code: 'WRITTEN_NOT_READ', written: true },
            message: expect.stringContaining('do not send'),
          },
        ],
      });
    },
  );

  it('a fault of the database in one mutation, after another was written, does not let the whole be sent again', async () => {
    const query = `mutation ($input: CreateCustomerInput!, $other: RegisterSatelliteInput!) {
      createCustomer(input: $input) { customer { number } userErrors { code } }
      registerSatellite(input: $other) { userErrors { code } } }`;
    const number = uniqueNumber('D');
    const spy = failing(({ name }) => name === 'lock-contract');
    const other = { contractId: toGlobalId('Contract', '1'), name: 'edge' };
    const { status, body } = await send(query, { ...inputOf(number), other });
    spy.mockRestore();
    expect({ status, ...body }).toMatchObject({
      status: 200,
      data: { createCustomer: { customer: { number } }, registerSatellite: null },
      errors: [{ path: ['registerSatellite'], extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
  });
});
