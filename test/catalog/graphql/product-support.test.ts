import { GraphQLClient } from 'graphql-request';
import { TestClock } from '../../support/test-clock';
import { useServer } from '../../support/test-server';

const clock = new TestClock('2026-11-21T10:00:00Z');
const server = useServer(clock);
let client: GraphQLClient;

beforeAll(async () => {
  client = await server.as('BILLING');
});
beforeEach(() => clock.moveTo('2026-11-21T10:00:00Z'));

interface Answer {
  readonly reason: string;
  readonly explanation: string;
}

async function ask(product: string, version: string, on?: string): Promise<Answer> {
  const document = `query ($product: String!, $version: String!, $on: LocalDate) {
    productSupport(product: $product, version: $version, on: $on) { product version supported reason until explanation }
  }`;
  return (await client.request<{ productSupport: Answer }>(document, { product, version, on }))
    .productSupport;
}

describe('a product under the version policy', () => {
  it.each([
    // 9 is the current major since 2026-02-16, 9.1.1 of 2026-10-19 the current release; 8.2.2 of 2026-05-11 the latest
    // of the previous major.
    ['9.1.1', '2026-11-21', 'CURRENT_MAJOR', null],
    ['9.1.1', '2026-10-18', 'UNKNOWN_VERSION', null],
    ['9', '2026-10-18', 'CURRENT_MAJOR', null],
    ['9.0.0', '2028-02-15', 'CURRENT_MAJOR', '2028-02-16'],
    ['9.0.0', '2028-02-16', 'UNSUPPORTED', null],
    ['8.2.2', '2026-11-21', 'LATEST_OF_PREVIOUS_MAJOR', '2028-05-11'],
    ['8.2.2', '2028-05-10', 'LATEST_OF_PREVIOUS_MAJOR', '2028-05-11'],
    ['8.2.2', '2028-05-11', 'UNSUPPORTED', null],
    ['8.2.1', '2026-11-21', 'UNSUPPORTED', null],
    ['7.2.1', '2026-11-21', 'UNSUPPORTED', null],
    ['nine', '2026-11-21', 'UNKNOWN_VERSION', null],
  ])(
    'OP5 Monitor %s on %s is decided by the version policy: %s until %s',
    async (version, on, reason, until) => {
      expect(await ask('op5-monitor', version, on)).toEqual({
        product: 'op5-monitor',
        version,
        supported: !reason.startsWith('UN'),
        reason,
        until,
        explanation: expect.any(String),
      });
    },
  );

  it('a product under the version policy tells the clause that decides, with its dates', async () => {
    expect((await ask('op5-monitor', '8.2.2', '2026-11-21')).explanation).toBe(
      '8.2.2 is supported until 2028-05-11, that day not included: it is the latest version of the previous major, supported for 2 years from its own release on 2026-05-11.',
    );
  });

  it('a product whose major was replaced within a year of its release is supported for that year: OP5 Agents 3', async () => {
    expect(await ask('op5-agents', '3.0.0', '2026-11-21')).toMatchObject({
      reason: 'WITHIN_FIRST_YEAR',
      until: '2027-01-19',
    });
  });

  it('a product under the version policy is decided for today by the clock of its provider where no date is given', async () => {
    clock.moveTo('2026-10-18T21:59:59Z');
    expect((await ask('op5-monitor', '9.1.1')).reason).toBe('UNKNOWN_VERSION');
    clock.moveTo('2026-10-18T22:00:00Z'); // midnight in Stockholm
    expect((await ask('op5-monitor', '9.1.1')).reason).toBe('CURRENT_MAJOR');
  });
});

it.each([
  ['openitcockpit-enterprise', '3', 'CURRENT_MAJOR', 'is supported from version 3.'],
  ['openitcockpit-enterprise', '2.9', 'UNSUPPORTED', 'is supported from version 3, not in 2.9.'],
  ['openitcockpit-enterprise', 'old', 'UNKNOWN_VERSION', 'cannot be read as a version'],
  ['znuny', '6.5.1', 'CURRENT_MAJOR', 'is supported in every version.'],
])('the support of %s %s of it-novum is %s', async (product, version, reason, words) => {
  const answer = await ask(product, version);
  expect(answer).toMatchObject({ reason, supported: reason === 'CURRENT_MAJOR', until: null });
  expect(answer.explanation).toContain(words);
});

it('an unknown product is a fault of the question, which names those that are known', async () => {
  const answer = ask('abacus', '1');
  await expect(answer).rejects.toMatchObject({
    response: { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: ['product'] } }] },
  });
  await expect(answer).rejects.toThrow(/known are .*znuny.*op5-agents/);
});
