import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { contactNamed, createCustomer, order, planId, uniqueNumber } from '../support/builders';
import { Answer, codesOf, idOf, mutate } from '../support/mutate';
import { readContract } from '../support/read-contract';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const RECEIVED = '2026-02-10T12:00:00+01:00';
const CONTRACT =
  'contract { id number orderReceivedOn activatesOn termMonths renewsOn endsOn noticeDeadline }';

const clock = new TestClock(RECEIVED);
const server = useServer(clock);
let admin: GraphQLClient;
let customerId: string;
let basic: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
  basic = await planId(admin, 'it-novum', 'basic');
});
beforeEach(() => clock.moveTo(RECEIVED));

const orderWith = (fields: object): Promise<Answer> =>
  mutate(
    admin,
    'orderContract',
    { customerId, planId: basic, number: uniqueNumber('K'), orderReceivedAt: RECEIVED, ...fields },
    CONTRACT,
  );

async function unwritten(fields: object): Promise<Answer> {
  const before = await rowCounts(server.database);
  const answer = await orderWith(fields);
  expect(answer.contract).toBeNull();
  expect(await rowCounts(server.database)).toEqual(before);
  return answer;
}

describe('an order', () => {
  it('an order becomes active 30 days after it was received, for 12 months, where nothing else is asked', async () => {
    const { contract, userErrors } = await orderWith({ activateOn: null });
    expect(userErrors).toEqual([]);
    expect(contract).toMatchObject({
      orderReceivedOn: '2026-02-10',
      activatesOn: '2026-03-12',
      termMonths: 12,
      renewsOn: '2027-03-12',
      noticeDeadline: '2027-01-11',
      endsOn: null,
    });
  });

  it.each(['2026-02-11', '2026-03-12', '2026-05-11'])(
    'an order received on 2026-02-10 may ask for activation on %s',
    async (activateOn) => {
      const { contract } = await orderWith({ activateOn });
      expect(contract).toMatchObject({ activatesOn: activateOn });
    },
  );

  it.each(['2026-02-09', '2026-02-10', '2026-05-12', '2027-02-11'])(
    'an order received on 2026-02-10 may not ask for activation on %s',
    async (activateOn) => {
      const { userErrors } = await unwritten({ activateOn });
      expect(userErrors).toEqual([
        {
          __typename: 'RuleError',
          code: 'ACTIVATION_DATE_OUT_OF_RANGE',
          message: `The order was received on 2026-02-10: the contract may be activated from 2026-02-11 to 2026-05-11, not on ${activateOn}.`,
          path: ['input', 'activateOn'],
          allowedByPlans: [],
        },
      ]);
    },
  );

  it.each([
    ['it-novum', '2026-06-30T23:59:59.999+02:00', '2026-06-30', '2026-07-30'],
    ['it-novum', '2026-07-01T00:00:00+02:00', '2026-07-01', '2026-07-31'],
    ['it-novum', '2026-06-30T22:00:00Z', '2026-07-01', '2026-07-31'],
    ['op5', '2026-12-31T22:59:59Z', '2026-12-31', '2027-01-30'],
    ['op5', '2026-12-31T23:00:00Z', '2027-01-01', '2027-01-31'],
  ])(
    'an order of %s received at %s is of %s by the provider’s clock',
    async (provider, at, on, activatesOn) => {
      clock.moveTo(at);
      const { contract } = await orderWith({
        planId: await planId(admin, provider, 'basic'),
        orderReceivedAt: at,
      });
      expect(contract).toMatchObject({ orderReceivedOn: on, activatesOn });
    },
  );

  it('an order takes a term of 12 months and refuses 11', async () => {
    expect((await orderWith({ termMonths: 12 })).contract).toMatchObject({ termMonths: 12 });
    expect((await orderWith({ termMonths: 36 })).contract).toMatchObject({ renewsOn: '2029-03-12' });
    const { userErrors } = await unwritten({ termMonths: 11 });
    expect(userErrors).toMatchObject([
      {
        code: 'TERM_TOO_SHORT',
        message: 'The term must be at least 12 months, not 11.',
        path: ['input', 'termMonths'],
      },
    ]);
  });

  it.each([0, -12, 121, 2_000_000])('an order cannot have a term of %i months', async (termMonths) => {
    const { userErrors } = await unwritten({ termMonths });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'termMonths'] }]);
  });

  it('an order is decided as a whole: every reason comes at once', async () => {
    const twice = [...'ABC'].map(contactNamed);
    const contacts = [...twice, { ...contactNamed('a'), name: 'Again' }];
    const answer = await unwritten({
      orderReceivedAt: '2026-02-10T12:05:00.001+01:00',
      activateOn: '2027-01-01',
      termMonths: 1,
      contacts,
    });
    expect(answer.userErrors.map(({ code, path }) => [code, path?.join('.')])).toEqual([
      ['INVALID_INPUT', 'input.orderReceivedAt'],
      ['ACTIVATION_DATE_OUT_OF_RANGE', 'input.activateOn'],
      ['TERM_TOO_SHORT', 'input.termMonths'],
      ['CONTACT_LIMIT_REACHED', 'input.contacts'],
      ['INVALID_INPUT', 'input.contacts'],
    ]);
  });

  it('an order cannot have been received in the future, a clock that is 5 minutes fast aside', async () => {
    expect(codesOf(await orderWith({ orderReceivedAt: '2026-02-10T12:05:00+01:00' }))).toEqual([]);
    const { userErrors } = await unwritten({ orderReceivedAt: '2026-02-10T12:05:00.001+01:00' });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'orderReceivedAt'] }]);
  });

  it('an order that comes from a fast clock just before midnight is answered, though its day has not begun', async () => {
    clock.moveTo('2026-02-10T23:58:00+01:00');
    const { contract } = await orderWith({ orderReceivedAt: '2026-02-11T00:02:00+01:00' });
    expect(contract).toMatchObject({ orderReceivedOn: '2026-02-11', activatesOn: '2026-03-13' });
  });
});

describe('the contacts of an order', () => {
  it('the contacts of an order are those of the contract from the receipt on', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', { orderReceivedAt: RECEIVED });
    const contract = await readContract(admin, id, 'namedContacts { name since until }');
    expect(contract).toEqual({
      namedContacts: [{ name: 'Ada', since: '2026-02-10T11:00:00.000Z', until: null }],
    });
  });

  it.each([
    ['it-novum', 'basic', 3, []],
    ['op5', 'basic', 1, ['standard', 'premium']],
    ['op5', 'standard', 4, ['premium']],
  ])(
    'the contacts of an order are at most those of the plan: %s %s %i',
    async (provider, plan, limit, helping) => {
      const contacts = Array.from({ length: limit }, (_, n) => contactNamed(`Person${n}`));
      const fields = { planId: await planId(admin, provider, plan) };
      expect(codesOf(await orderWith({ ...fields, contacts }))).toEqual([]);
      const { userErrors } = await unwritten({ ...fields, contacts: [...contacts, contactNamed('More')] });
      const allowedByPlans = helping.map((code) => ({ code }));
      expect(userErrors).toMatchObject([
        {
          code: 'CONTACT_LIMIT_REACHED',
          path: ['input', 'contacts'],
          limit,
          used: limit + 1,
          allowedByPlans,
        },
      ]);
    },
  );

  it.each([
    ['ada@example.com', 'ADA@example.com'],
    // The Greek letter at the end of a word has a small form of its own, which PostgreSQL does not make.
    ['\u03a3\u03a3@example.com', '\u03c3\u03c3@example.com'],
  ])('the contacts of an order are different people: %s and %s are one', async (one, other) => {
    const contacts = [one, other].map((email) => ({ ...contactNamed('Ada'), email }));
    const { userErrors } = await unwritten({ contacts });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'contacts'] }]);
  });
});

describe('what an order names', () => {
  it('an order is told that its number is taken beside other reasons', async () => {
    const { number } = await order(admin, 'it-novum', 'basic', { orderReceivedAt: RECEIVED });
    const { userErrors } = await unwritten({ number, termMonths: 11 });
    expect(userErrors).toMatchObject([{ code: 'TERM_TOO_SHORT' }, { code: 'CONFLICT' }]);
  });

  it('an order names a number that no contract has', async () => {
    const { number } = await order(admin, 'it-novum', 'basic', { orderReceivedAt: RECEIVED });
    const { userErrors } = await unwritten({ number });
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'number'] }]);
  });

  it('an order names a customer and a plan that exist', async () => {
    const unknown = {
      customerId: toGlobalId('Customer', '999999999999'),
      planId: toGlobalId('Plan', '999999999999'),
    };
    const { userErrors } = await unwritten(unknown);
    expect(userErrors).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'customerId'] },
      { code: 'NOT_FOUND', path: ['input', 'planId'] },
    ]);
  });

  it('an order that names an unknown plan is refused forty times at once without running out of connections', async () => {
    const unknown = { planId: toGlobalId('Plan', '999999999999') };
    const answers = await Promise.all(Array.from({ length: 40 }, () => orderWith(unknown)));
    expect(answers.flatMap(codesOf)).toEqual(Array(40).fill('NOT_FOUND'));
  });
});

describe('a contract that was ordered', () => {
  it('a contract that was ordered stands at ORDERED until the midnight of its activation', async () => {
    const ordered = await orderWith({});
    const status = async (at: string) => {
      clock.moveTo(at);
      const selection = 'snapshot { status contractYear { number from to } }';
      const read = await readContract<{ snapshot: object }>(admin, idOf(ordered, 'contract'), selection);
      return read.snapshot;
    };
    expect(await status('2026-03-11T23:59:59.999+01:00')).toEqual({ status: 'ORDERED', contractYear: null });
    expect(await status('2026-03-12T00:00:00+01:00')).toEqual({
      status: 'ACTIVE',
      contractYear: { number: 1, from: '2026-03-12', to: '2027-03-12' },
    });
  });
});
