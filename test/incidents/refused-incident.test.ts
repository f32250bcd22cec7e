import { GraphQLClient } from 'graphql-request';
import { contactNamed, order } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { open, requestUnder, usedAt } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

describe('a refused request', () => {
  it('a refused request tells every reason and leaves nothing behind', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const [former] = contract.namedContacts;
    await mutate(admin, 'replaceNamedContact', { contactId: former!.id, contact: contactNamed('Bob') });
    const before = await rowCounts(server.database);
    const answer = await open(admin, contract, {
      contactId: former!.id,
      channel: 'PHONE',
      testSystem: true,
      productVersion: '2',
      platformVersion: ' ',
      description: '',
    });
    const plans = (...codes: string[]) => codes.map((code) => ({ code }));
    expect(answer).toMatchObject({
      incident: null,
      userErrors: [
        { code: 'CONTACT_NOT_NAMED', path: ['input', 'contactId'], allowedByPlans: [] },
        { code: 'VERSION_NOT_SUPPORTED', path: ['input', 'productVersion'], allowedByPlans: [] },
        { code: 'TEST_SYSTEM_NOT_SUPPORTED', allowedByPlans: plans('standard', 'premium') },
        { code: 'CHANNEL_NOT_IN_PLAN', path: ['input', 'channel'], allowedByPlans: plans('premium') },
        { code: 'REPORT_INCOMPLETE', path: ['input', 'platformVersion'] },
        { code: 'REPORT_INCOMPLETE', path: ['input', 'description'] },
      ],
    });
    expect(await rowCounts(server.database)).toEqual(before);
    expect(await usedAt(admin, contract.id)).toBe(0);
  });

  it('a request by phone that is refused outside the window tells when it opens', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    clock.moveTo('2026-06-10T16:00:00Z');
    expect((await open(admin, contract, { channel: 'PHONE' })).userErrors).toMatchObject([
      {
        __typename: 'OutsideWindowError',
        code: 'OUTSIDE_SERVICE_WINDOW',
        nextOpensAt: '2026-06-11T06:00:00.000Z',
      },
    ]);
    clock.moveTo('2026-06-10T15:59:59.999Z');
    expect(codesOf(await open(admin, contract, { channel: 'PHONE' }))).toEqual([]);
  });

  it('a request by phone that is refused for another impact names no plan that has no phone at all', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    expect((await open(admin, contract, { channel: 'PHONE', impact: 'LOW' })).userErrors).toMatchObject([
      { code: 'CHANNEL_NOT_ALLOWED_FOR_IMPACT', allowedByPlans: [] },
    ]);
  });

  it.each([
    ['product', 'x'.repeat(101), 'product must not be longer than 100 characters.'],
    ['productVersion', '9'.repeat(101), 'productVersion must not be longer than 100 characters.'],
    ['platformVersion', 'x'.repeat(101), 'platformVersion must not be longer than 100 characters.'],
    ['description', 'x'.repeat(20_001), 'description must not be longer than 20000 characters.'],
  ])('a request is refused with too long a text as %s', async (field, text, message) => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    expect((await open(admin, contract, { [field]: text })).userErrors).toMatchObject([
      { __typename: 'InvalidInputError', code: 'INVALID_INPUT', message, path: ['input', field] },
    ]);
  });

  it('a request is refused under an id of another kind', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    const input = requestUnder(contract, { contactId: contract.id });
    expect((await mutate(admin, 'openIncident', input)).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'contactId'] },
    ]);
  });
});
