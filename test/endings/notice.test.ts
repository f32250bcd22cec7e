import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer } from '../support/builders';
import { Answer, codesOf } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { giveNotice, ordered, previewNotice, snapshotAt, withdrawNotice } from '../contracts/contract-api';

const START = '2026-03-20T12:00:00Z';
const clock = new TestClock(START);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));

const contractOf = async () => (await ordered(admin, 'it-novum', 'standard')).id;

interface ToldNotice {
  readonly party: string;
  readonly endsOn: string;
}

async function noticesOf(client: GraphQLClient, id: string): Promise<readonly ToldNotice[]> {
  const { contract } = await client.request<{ contract: { notices: ToldNotice[] } }>(
    'query ($id: ID!) { contract(id: $id) { notices { party receivedAt recordedAt endsOn reason } } }',
    { id },
  );
  return contract.notices;
}

async function unwritten(act: () => Promise<Answer>): Promise<Answer> {
  const before = await rowCounts(server.database);
  const answer = await act();
  expect(answer.contract).toBeNull();
  expect(await rowCounts(server.database)).toEqual(before);
  return answer;
}

describe('a notice', () => {
  it.each([
    ['2026-02-10T12:00:00+01:00', '2027-03-15'],
    ['2027-01-14T23:59:59+01:00', '2027-03-15'],
    ['2027-01-15T00:00:00+01:00', '2028-03-15'],
    ['2027-03-15T00:00:00+01:00', '2028-03-15'],
    ['2031-01-14T23:59:59.999+01:00', '2031-03-15'],
  ])('a notice received at %s ends the contract on %s, as its preview says', async (receivedAt, endsOn) => {
    const id = await contractOf();
    const preview = await previewNotice(admin, id, receivedAt);
    expect(preview).toMatchObject({ endsOn });
    expect(preview.explanation).toContain(endsOn);
    clock.moveTo(new Date(Math.max(Date.parse(receivedAt), Date.parse(START))));
    const { contract, userErrors } = await giveNotice(admin, id, receivedAt);
    expect(userErrors).toEqual([]);
    expect(contract).toMatchObject({
      renewsOn: null,
      noticeDeadline: null,
      endsOn,
      snapshot: { status: 'NOTICE_GIVEN' },
    });
    expect((await snapshotAt(admin, id, `${endsOn}T00:00:00+01:00`)).status).toBe('ENDED');
    expect(
      (await snapshotAt(admin, id, `${Number(endsOn.slice(0, 4)) - 1}-12-31T00:00:00Z`)).status,
    ).not.toBe('ENDED');
  });

  it('a notice is previewed with deadline and whether it is in time, also for a day to come', async () => {
    const id = await contractOf();
    const deadline = '2027-01-14';
    const early = await previewNotice(admin, id, '2027-01-14T22:59:59.999Z');
    expect(early).toMatchObject({ endsOn: '2027-03-15', inTime: true, deadline });
    const late = await previewNotice(admin, id, '2027-01-14T23:00:00Z');
    expect(late).toMatchObject({ endsOn: '2028-03-15', inTime: false, deadline });
    expect(late.explanation).toBe(
      `Contract ${await numberOf(id)} is active from 2026-03-15 and renews every 12 months, next on 2027-03-15. ` +
        'With 60 days’ notice, the last day for notice before that is 2027-01-14. ' +
        'This notice is received on 2027-01-15 (Europe/Berlin), too late for 2027-03-15: ' +
        'it takes effect at the renewal date 2028-03-15, for which the last day is 2028-01-15. ' +
        'The contract ends on 2028-03-15.',
    );
  });

  async function numberOf(id: string): Promise<string> {
    const { contract } = await admin.request<{ contract: { number: string } }>(
      'query ($id: ID!) { contract(id: $id) { number } }',
      { id },
    );
    return contract.number;
  }

  it('a notice of each party stands for itself: the contract ends on the earlier end, in whichever order they come', async () => {
    const late = '2027-02-01T12:00:00Z';
    for (const [first, second] of [
      ['PROVIDER', 'CUSTOMER'],
      ['CUSTOMER', 'PROVIDER'],
    ] as const) {
      clock.moveTo(late);
      const id = await contractOf();
      // The second one is the earlier: a letter that was entered late.
      await giveNotice(admin, id, late, { party: first, reason: 'no longer sold' });
      expect((await snapshotAt(admin, id)).status).toBe('NOTICE_GIVEN');
      expect(await previewNotice(admin, id, START, second)).toMatchObject({
        allowed: true,
        endsOn: '2027-03-15',
      });
      const { contract } = await giveNotice(admin, id, START, { party: second });
      expect(contract).toMatchObject({ endsOn: '2027-03-15' });
      expect((await noticesOf(admin, id)).map(({ party, endsOn }) => [party, endsOn])).toEqual([
        [first, '2028-03-15'],
        [second, '2027-03-15'],
      ]);
      expect((await withdrawNotice(admin, id, { party: second })).contract).toMatchObject({
        endsOn: '2028-03-15',
      });
      expect((await withdrawNotice(admin, id)).contract).toMatchObject({
        endsOn: null,
        renewsOn: '2027-03-15',
      });
      expect(await noticesOf(admin, id)).toEqual([]);
    }
  });

  it('a notice of the same party is given once: a second one does not move the first', async () => {
    const id = await contractOf();
    await giveNotice(admin, id, START, { party: 'PROVIDER' });
    clock.moveTo('2027-02-01T12:00:00Z');
    const again = () => giveNotice(admin, id, '2027-02-01T12:00:00Z', { party: 'PROVIDER' });
    const answer = await unwritten(again);
    expect(answer.userErrors).toMatchObject([
      { code: 'INVALID_STATE', message: expect.stringContaining('on 2027-03-15') },
    ]);
    const preview = await previewNotice(admin, id, '2027-02-01T12:00:00Z', 'PROVIDER');
    expect(preview).toMatchObject({
      allowed: false,
      endsOn: '2027-03-15',
      inTime: false,
      explanation: expect.stringContaining('does not move'),
    });
    expect(preview.userErrors).toEqual(answer.userErrors);
  });

  it('a notice is withdrawn by name where both parties’ stand', async () => {
    const id = await contractOf();
    for (const party of ['CUSTOMER', 'PROVIDER']) await giveNotice(admin, id, START, { party });
    const { userErrors } = await unwritten(() => withdrawNotice(admin, id));
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'party'] }]);
  });

  it('a notice tells when it was received and when it was recorded, its reason to whom it belongs', async () => {
    const customerId = await createCustomer(admin);
    const customer = await server.as('CUSTOMER', customerId);
    const { id } = await ordered(admin, 'it-novum', 'standard', { customerId });
    await giveNotice(admin, id, '2026-03-01T09:00:00Z', { party: 'PROVIDER', reason: 'does not pay' });
    await giveNotice(customer, id, null, { reason: 'too dear' });
    const told = { recordedAt: '2026-03-20T12:00:00.000Z', endsOn: '2027-03-15' };
    const [provider, own] = await noticesOf(admin, id);
    expect(provider).toEqual({
      ...told,
      party: 'PROVIDER',
      receivedAt: '2026-03-01T09:00:00.000Z',
      reason: 'does not pay',
    });
    expect(own).toEqual({ ...told, party: 'CUSTOMER', receivedAt: told.recordedAt, reason: 'too dear' });
    expect(await noticesOf(customer, id)).toEqual([{ ...provider, reason: null }, own]);
  });

  it('a notice is given once, also by two at the same time', async () => {
    const sales = await server.as('SALES');
    const id = await contractOf();
    const answers = await Promise.all([giveNotice(admin, id, START), giveNotice(sales, id, START)]);
    expect(answers.map(codesOf).sort()).toEqual([[], ['INVALID_STATE']]);
  });

  it.each([
    ['2026-02-10T11:59:59.999+01:00', ['INVALID_INPUT']],
    ['2026-03-20T12:05:00.001Z', ['INVALID_INPUT']],
  ])('a notice cannot have been received at %s', async (receivedAt, codes) => {
    const id = await contractOf();
    expect(codesOf(await unwritten(() => giveNotice(admin, id, receivedAt)))).toEqual(codes);
  });

  it('a notice of a contract before its activation ends the first term', async () => {
    clock.moveTo('2026-02-11T12:00:00Z');
    const id = await contractOf();
    const { contract } = await giveNotice(admin, id, '2026-02-11T12:00:00Z');
    expect(contract).toMatchObject({ endsOn: '2027-03-15', snapshot: { status: 'ORDERED' } });
  });

  it('a notice recorded late ends the contract from then on, though its end is past', async () => {
    const id = await contractOf();
    clock.moveTo('2028-06-01T12:00:00Z');
    const { contract } = await giveNotice(admin, id, '2026-06-01T12:00:00Z');
    expect(contract).toMatchObject({ endsOn: '2027-03-15', snapshot: { status: 'ENDED' } });
    expect((await snapshotAt(admin, id, '2028-06-01T11:59:59.999Z')).status).toBe('ACTIVE');
    const again = await unwritten(() => giveNotice(admin, id, '2028-06-01T12:00:00Z', { party: 'PROVIDER' }));
    expect(codesOf(again)).toEqual(['INVALID_STATE']);
    const preview = await previewNotice(admin, id, '2028-06-01T12:00:00Z', 'PROVIDER');
    expect(preview).toMatchObject({
      allowed: false,
      inTime: false,
      endsOn: '2027-03-15',
      deadline: '2027-01-14',
      consequences: [],
      userErrors: again.userErrors,
    });
  });

  it('a notice recorded late can be undone by staff until the 14th day after', async () => {
    const sales = await server.as('SALES');
    for (const [now, codes] of [
      ['2028-06-15T21:59:59.999Z', []],
      ['2028-06-15T22:00:00Z', ['CONTRACT_NOT_ACTIVE']],
    ] as const) {
      clock.moveTo(START);
      const id = await contractOf();
      clock.moveTo('2028-06-01T12:00:00Z');
      await giveNotice(admin, id, '2026-06-01T12:00:00Z');
      clock.moveTo(now);
      expect(codesOf(await withdrawNotice(sales, id))).toEqual(codes);
      expect((await snapshotAt(admin, id)).status).toBe(codes.length === 0 ? 'ACTIVE' : 'ENDED');
      expect((await snapshotAt(admin, id, '2028-06-02T00:00:00Z')).status).toBe('ENDED');
    }
  });
});

describe('a notice that is withdrawn', () => {
  it('a notice that is withdrawn lets the contract renew again, until the last instant before its end', async () => {
    const id = await contractOf();
    await giveNotice(admin, id, START);
    clock.moveTo('2027-03-14T22:59:59.999Z');
    const { contract } = await withdrawNotice(admin, id);
    expect(contract).toMatchObject({ renewsOn: '2027-03-15', endsOn: null, snapshot: { status: 'ACTIVE' } });
    clock.moveTo('2027-03-14T23:00:00Z');
    expect((await snapshotAt(admin, id)).status).toBe('ACTIVE');
    expect((await giveNotice(admin, id, '2027-03-14T23:00:00Z')).contract).toMatchObject({
      endsOn: '2028-03-15',
    });
  });

  it('withdrawing a notice is refused from the end on, and where none is in force', async () => {
    const id = await contractOf();
    expect(codesOf(await unwritten(() => withdrawNotice(admin, id)))).toEqual(['INVALID_STATE']);
    await giveNotice(admin, id, START);
    clock.moveTo('2027-03-14T23:00:00Z');
    expect(codesOf(await unwritten(() => withdrawNotice(admin, id)))).toEqual(['CONTRACT_NOT_ACTIVE']);
  });
});

describe('a customer', () => {
  it('a customer gives notice as itself and withdraws its own', async () => {
    const customerId = await createCustomer(admin);
    const customer = await server.as('CUSTOMER', customerId);
    const { id } = await ordered(admin, 'it-novum', 'standard', { customerId });
    expect(codesOf(await unwritten(() => giveNotice(customer, id, null, { party: 'PROVIDER' })))).toEqual([
      'INVALID_INPUT',
    ]);
    expect((await giveNotice(customer, id, null)).userErrors).toEqual([]);
    expect((await withdrawNotice(customer, id)).userErrors).toEqual([]);
    await giveNotice(admin, id, START, { party: 'PROVIDER' });
    expect(codesOf(await unwritten(() => withdrawNotice(customer, id)))).toEqual(['INVALID_STATE']);
  });

  it('a customer does not say when its notice was received, but may ask about a day to come', async () => {
    const customerId = await createCustomer(admin);
    const customer = await server.as('CUSTOMER', customerId);
    const { id } = await ordered(admin, 'it-novum', 'standard', { customerId });
    for (const receivedAt of ['2026-03-01T12:00:00Z', START]) {
      const { userErrors } = await unwritten(() => giveNotice(customer, id, receivedAt));
      expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'receivedAt'] }]);
    }
    expect(await previewNotice(customer, id, '2026-03-01T12:00:00Z')).toMatchObject({
      allowed: false,
      userErrors: [{ code: 'INVALID_INPUT', path: ['input', 'receivedAt'] }],
    });
    expect(await previewNotice(customer, id, '2027-02-01T12:00:00Z')).toMatchObject({
      allowed: true,
      endsOn: '2028-03-15',
    });
    expect(await previewNotice(customer, id, null)).toMatchObject({ allowed: true, endsOn: '2027-03-15' });
    expect(await previewNotice(customer, id, null, 'PROVIDER')).toMatchObject({ allowed: false });
  });

  it('a customer finds no contract of somebody else to give notice, as none that does not exist', async () => {
    const customer = await server.as('CUSTOMER', await createCustomer(admin));
    const foreign = await contractOf();
    expect(codesOf(await unwritten(() => giveNotice(customer, foreign, null)))).toEqual(['NOT_FOUND']);
    expect(codesOf(await unwritten(() => withdrawNotice(customer, foreign)))).toEqual(['NOT_FOUND']);
    for (const id of [foreign, toGlobalId('Contract', '999999999')])
      await expect(previewNotice(customer, id, START)).rejects.toThrow('There is no such contract.');
  });

  it.each(['SUPPORT', 'BILLING'] as const)('a key of role %s gives no notice', async (role) => {
    const given = giveNotice(await server.as(role), await contractOf(), START);
    await expect(given).rejects.toThrow(`A key of role ${role} may not call`);
  });
});
