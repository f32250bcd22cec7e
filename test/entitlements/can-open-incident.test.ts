import { GraphQLClient } from 'graphql-request';
import { accepted, open, requestUnder, step, usedAt } from '../incidents/incidents';
import { contactNamed, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { ask, IncidentDecision, questionOf } from './incident-questions';

const NOW = '2026-06-10T10:00:00.000Z';
/** Contract years from 2026-05-10 on, by Berlin's clock. */
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

const judged = ({ rules }: IncidentDecision) => rules.map(({ rule, outcome }) => `${rule} ${outcome}`);
const plansOf = ({ allowedByPlans }: IncidentDecision) => allowedByPlans.map(({ code }) => code);

describe('the answer', () => {
  it('the answer whether an incident can be opened tells what would be promised, what is left, and every rule', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    await open(admin, contract);
    const answer = await ask(
      admin,
      questionOf(requestUnder(contract, { impact: 'MEDIUM', testSystem: false })),
    );
    expect(answer).toMatchObject({
      allowed: true,
      at: NOW,
      userErrors: [],
      quota: {
        limit: 25,
        used: 1,
        remaining: 24,
        unlimited: false,
        resetsAt: '2027-05-09T22:00:00.000Z',
      },
      responseDueAt: '2026-06-11T10:00:00.000Z',
      effectiveImpact: 'MEDIUM',
    });
    expect(plansOf(answer)).toEqual(['basic', 'standard', 'premium']);
    expect(judged(answer)).toEqual([
      'INVALID_INPUT PASSED',
      'INVALID_INPUT PASSED',
      'CONTRACT_NOT_ACTIVE PASSED',
      'CONTRACT_SUSPENDED PASSED',
      'CONTACT_NOT_NAMED PASSED',
      'PRODUCT_NOT_SUPPORTED PASSED',
      'VERSION_NOT_SUPPORTED PASSED',
      'TEST_SYSTEM_NOT_SUPPORTED PASSED',
      'DISTRIBUTED_SETUP_NOT_IN_PLAN NOT_JUDGED',
      'CHANNEL_NOT_IN_PLAN PASSED',
      'CHANNEL_NOT_ALLOWED_FOR_IMPACT PASSED',
      'OUTSIDE_SERVICE_WINDOW PASSED',
      'INCIDENT_QUOTA_EXHAUSTED PASSED',
      'REPORT_INCOMPLETE NOT_JUDGED',
    ]);
    const quota = answer.rules.find(({ rule }) => rule === 'INCIDENT_QUOTA_EXHAUSTED');
    expect(quota!.explanation).toBe(
      '1 of 25 support requests of the contract year 2026-05-10 to 2027-05-09 is used.',
    );
  });

  it('the answer whether an incident can be opened leaves unjudged what the question leaves out', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    const answer = await ask(admin, { contractId: contract.id });
    expect(answer).toMatchObject({ allowed: true, responseDueAt: null, effectiveImpact: null });
    const notJudged = judged(answer).filter((line) => line.endsWith('NOT_JUDGED'));
    expect(notJudged).toHaveLength(9);
    expect(await ask(admin, { contractId: contract.id, contactId: null, impact: null, at: null })).toEqual(
      answer,
    );
  });

  it('the answer whether an incident can be opened promises LOW for a test system, whatever impact is given or none', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    for (const impact of ['CRITICAL', null]) {
      expect(await ask(admin, { contractId: contract.id, impact, testSystem: true })).toMatchObject({
        effectiveImpact: 'LOW',
        responseDueAt: '2026-06-11T12:00:00.000Z',
      });
    }
  });

  it('the answer whether an incident can be opened promises nothing where the plan does not', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    expect(await ask(admin, { contractId: contract.id, impact: 'CRITICAL' })).toMatchObject({
      effectiveImpact: 'CRITICAL',
      responseDueAt: null,
    });
  });

  it('the answer whether an incident can be opened writes nothing', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const before = await rowCounts(server.database);
    await ask(admin, questionOf(requestUnder(contract)));
    await ask(admin, questionOf(requestUnder(contract, { channel: 'WEB' })));
    expect(await rowCounts(server.database)).toEqual(before);
  });
});

describe('the plans under which it would be allowed', () => {
  it.each([
    ['a test system under Basic', 'basic', { testSystem: true }, ['standard', 'premium']],
    ['a critical call under Basic', 'basic', { channel: 'PHONE' }, ['premium']],
    ['a call of low impact under Premium', 'premium', { channel: 'PHONE', impact: 'LOW' }, []],
    ['an old version', 'premium', { productVersion: '2' }, []],
    ['a test system by phone', 'basic', { channel: 'PHONE', testSystem: true }, []],
  ])(
    'the plans under which a refused incident would be allowed are told for %s',
    async (_name, plan, changes, expected) => {
      const contract = await order(admin, 'it-novum', plan, ACTIVE);
      const answer = await ask(admin, questionOf(requestUnder(contract, changes)));
      expect(answer.allowed).toBe(false);
      expect(plansOf(answer)).toEqual(expected);
    },
  );

  it('the plans under which a refused incident would be allowed are told for one more than Basic has', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    for (let n = 0; n < 5; n += 1) await open(admin, contract);
    const answer = await ask(admin, { contractId: contract.id });
    expect(answer).toMatchObject({ allowed: false, quota: { limit: 5, used: 5, remaining: 0 } });
    expect(plansOf(answer)).toEqual(['standard', 'premium']);
  });
});

describe('at another instant', () => {
  let contract: OrderedContract;
  beforeEach(async () => (contract = await order(admin, 'it-novum', 'premium', ACTIVE)));

  const codesAt = async (at: string, changes: object = {}) =>
    codesOf(await ask(admin, { contractId: contract.id, at, ...changes }));

  it('whether an incident can be opened at another instant is asked about the calendar of then', async () => {
    const call = { channel: 'PHONE', impact: 'CRITICAL' };
    expect(await codesAt('2026-12-24T11:00:00Z', call)).toEqual([]);
    expect(await codesAt('2026-12-25T11:00:00Z', call)).toEqual(['OUTSIDE_SERVICE_WINDOW']);
    const { responseDueAt, userErrors } = await ask(admin, {
      contractId: contract.id,
      at: '2026-12-25T09:00:00Z',
      ...call,
    });
    expect(responseDueAt).toBe('2026-12-28T09:00:00.000Z');
    expect(userErrors).toMatchObject([{ nextOpensAt: '2026-12-28T07:00:00.000Z' }]);
  });

  it('whether an incident can be opened at another instant is asked about the contract of then', async () => {
    expect(await codesAt('2026-05-09T21:59:59.999Z')).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(await codesAt('2026-05-09T22:00:00.000Z')).toEqual([]);
    expect(await codesAt('2026-04-10T10:00:00.000Z')).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(await codesAt('2026-04-09T10:00:00.000Z')).toEqual(['CONTRACT_NOT_ACTIVE']);
  });

  it('whether an incident can be opened at another instant is asked about the contacts of then', async () => {
    const contactId = contract.namedContacts[0]!.id;
    await mutate(admin, 'replaceNamedContact', { contactId, contact: contactNamed('Bob') });
    expect(await codesAt('2026-06-10T09:59:59.999Z', { contactId })).toEqual([]);
    expect(await codesAt(NOW, { contactId })).toEqual(['CONTACT_NOT_NAMED']);
  });

  it('whether an incident can be opened at another instant counts what is known now of the contract year, and nothing in one to come', async () => {
    const incident = await accepted(open(admin, contract));
    clock.moveTo('2026-06-20T10:00:00Z');
    await step(admin, 'voidIncident', incident.id, { reason: 'Twice.' });
    const used = async (at: string | null) => (await ask(admin, { contractId: contract.id, at })).quota.used;
    expect(await used('2026-06-10T09:59:59.999Z')).toBe(0);
    // Voided since: the mutation would not count it either.
    expect(await used('2026-06-19T10:00:00Z')).toBe(0);
    expect(await used(null)).toBe(0);
    await open(admin, contract);
    expect(await used('2027-05-09T21:59:59.999Z')).toBe(1);
    expect(await used('2027-05-09T22:00:00.000Z')).toBe(0);
    expect(await usedAt(admin, contract.id)).toBe(1);
  });
});

it('the question whether an incident can be opened is not for billing', async () => {
  const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
  const billing = await server.as('BILLING');
  await expect(ask(billing, { contractId: contract.id })).rejects.toThrow(
    'A key of role BILLING may not call Query.canOpenIncident.',
  );
});
