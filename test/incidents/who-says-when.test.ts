import { GraphQLClient } from 'graphql-request';
import { OrderedContract } from '../support/builders';
import { codesOf } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { NOW, useCustomerWithContract } from './customer-with-contract';
import { accepted, open, readIncident, step } from './incidents';

/** The first instant of the contract, 30 days after its order, by Berlin's clock. */
const ACTIVE_FROM = '2026-05-09T22:00:00.000Z';
const world = useCustomerWithContract();
const { clock, server } = world;
let admin: GraphQLClient;
let customer: GraphQLClient;
let contract: OrderedContract;
beforeAll(() => {
  ({ admin, customer, contract } = world);
});

it.each(['2026-06-06T10:00:00.000Z', NOW, '2026-06-10T10:01:00.000Z'])(
  'a customer’s incident received at %s is refused, and leaves nothing behind',
  async (receivedAt) => {
    const before = await rowCounts(server.database);
    const { incident, userErrors } = await open(customer, contract, { receivedAt });
    expect(incident).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'receivedAt'] }]);
    const after = await rowCounts(server.database);
    expect({ ...after, decision_records: 0 }).toEqual({ ...before, decision_records: 0 });
  },
);

it.each([{}, { receivedAt: null }])(
  'a customer’s incident with %j is received at the server’s instant',
  async (said) => {
    const incident = await accepted(open(customer, contract, said));
    expect(incident).toMatchObject({ receivedAt: NOW, recordedAt: NOW });
  },
);

it('staff enter receipts of incidents back to the first instant of the contract, and everyone sees when', async () => {
  const { id } = await accepted(open(admin, contract, { receivedAt: ACTIVE_FROM }));
  expect(await readIncident(customer, id)).toMatchObject({
    receivedAt: ACTIVE_FROM,
    recordedAt: NOW,
    history: [{ at: ACTIVE_FROM, recordedAt: NOW }],
  });
  const early = await open(admin, contract, { receivedAt: '2026-05-09T21:59:59.999Z' });
  expect(codesOf(early)).toEqual(['CONTRACT_NOT_ACTIVE']);
});

it('a first response that is entered late says when it was recorded', async () => {
  const { id } = await accepted(open(admin, contract));
  clock.moveTo('2026-06-12T10:00:00.000Z');
  const respondedAt = '2026-06-10T11:00:00.000Z';
  await accepted(step(admin, 'recordFirstResponse', id, { respondedAt }));
  expect(await readIncident(customer, id)).toMatchObject({
    firstRespondedAt: respondedAt,
    firstResponseRecordedAt: '2026-06-12T10:00:00.000Z',
    history: [{}, { at: respondedAt, recordedAt: '2026-06-12T10:00:00.000Z' }],
  });
});

describe('a question to the customer', () => {
  async function asked(): Promise<string> {
    const { id } = await accepted(open(admin, contract));
    await accepted(step(admin, 'recordFirstResponse', id));
    clock.moveTo('2026-06-11T10:00:00.000Z');
    await accepted(step(admin, 'awaitCustomer', id, { note: 'Which log?' }));
    clock.moveTo('2026-06-15T10:00:00.000Z');
    return id;
  }

  it('a question to the customer is answered by the customer itself, which ends the waiting', async () => {
    const id = await asked();
    expect(await accepted(step(customer, 'resumeIncident', id, { note: 'The second.' }))).toMatchObject({
      status: 'IN_PROGRESS',
      closesByItselfAt: null,
    });
    expect((await readIncident(admin, id)).history.at(-1)).toMatchObject({
      at: '2026-06-15T10:00:00.000Z',
      kind: 'RESUMED',
      note: 'The second.',
      actor: 'test CUSTOMER',
    });
  });

  it('a question to the customer is answered at the server’s instant where a customer does, and a said one is refused', async () => {
    const id = await asked();
    const before = await readIncident(admin, id);
    const answer = await step(customer, 'resumeIncident', id, { receivedAt: '2026-06-12T10:00:00Z' });
    expect(answer.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'receivedAt'] }]);
    expect(await readIncident(admin, id)).toEqual(before);
  });

  it('a question to the customer is answered for it by staff, as of when the answer came', async () => {
    const id = await asked();
    for (const receivedAt of ['2026-06-11T09:59:59.999Z', '2026-06-15T10:05:00.001Z']) {
      const refused = await step(admin, 'resumeIncident', id, { receivedAt });
      expect(refused.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'receivedAt'] }]);
    }
    const receivedAt = '2026-06-11T10:00:00.000Z';
    const { history } = await accepted(step(admin, 'resumeIncident', id, { receivedAt }));
    expect(history.at(-1)).toMatchObject({ at: receivedAt, recordedAt: '2026-06-15T10:00:00.000Z' });
  });

  it('a question to the customer closes its incident by itself after six weeks, is announced, and warned of one week before', async () => {
    const id = await asked();
    expect(await readIncident(customer, id)).toMatchObject({
      closesByItselfAt: '2026-07-23T10:00:00.000Z',
      closingWarningAt: '2026-07-16T10:00:00.000Z',
    });
    clock.moveTo('2026-07-23T10:00:00.000Z');
    expect(await readIncident(customer, id)).toMatchObject({
      status: 'CLOSED',
      closesByItselfAt: null,
      closingWarningAt: null,
    });
    expect(codesOf(await step(customer, 'resumeIncident', id))).toEqual(['INVALID_STATE']);
  });
});
