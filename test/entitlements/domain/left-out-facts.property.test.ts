import fc from 'fast-check';
import { CHANNELS, IMPACTS } from '../../../src/catalog/domain/plan';
import { IncidentFacts, IncidentRequest } from '../../../src/incidents/domain/incident-facts';
import { decideOpenIncident } from '../../../src/incidents/domain/open-incident';
import { Decision } from '../../../src/shared/domain/decision';
import { ada, complete, factsOf } from '../../incidents/domain/incident-request';

const RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 10_000 : 300 };

const facts: fc.Arbitrary<IncidentFacts> = fc
  .record({
    provider: fc.constantFrom('it-novum' as const, 'op5' as const),
    plan: fc.constantFrom('basic' as const, 'standard' as const, 'premium' as const),
    usedInYear: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ provider, plan, usedInYear }) => factsOf(provider, plan, { usedInYear }));

const receivedAt = fc
  .date({ min: new Date('2026-02-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

const request: fc.Arbitrary<IncidentRequest> = fc.record({
  receivedAt,
  reporter: fc.constantFrom(
    ada,
    { ...ada, contractId: '2' },
    { ...ada, until: new Date('2026-09-01T00:00:00Z') },
    null,
  ),
  channel: fc.constantFrom(...CHANNELS),
  impact: fc.constantFrom(...IMPACTS),
  testSystem: fc.boolean(),
  distributedSetup: fc.boolean(),
  product: fc.constantFrom('znuny', 'openitcockpit-enterprise', 'op5-monitor', 'abacus'),
  productVersion: fc.constantFrom('2.9', '3', '9.0.1', '4.8 SP1'),
  report: fc.constant(complete.report),
});

/** What a question may leave out, and the rules that need it. */
const NEEDED_BY: Readonly<Record<string, readonly string[]>> = {
  reporter: ['CONTACT_NOT_NAMED'],
  channel: ['CHANNEL_NOT_IN_PLAN', 'CHANNEL_NOT_ALLOWED_FOR_IMPACT', 'OUTSIDE_SERVICE_WINDOW'],
  impact: ['CHANNEL_NOT_ALLOWED_FOR_IMPACT'],
  testSystem: ['TEST_SYSTEM_NOT_SUPPORTED', 'CHANNEL_NOT_ALLOWED_FOR_IMPACT'],
  distributedSetup: ['DISTRIBUTED_SETUP_NOT_IN_PLAN'],
  product: ['PRODUCT_NOT_SUPPORTED', 'VERSION_NOT_SUPPORTED'],
  productVersion: ['VERSION_NOT_SUPPORTED'],
};
const leftOut = fc.subarray(Object.keys(NEEDED_BY));

const rulesOf = (decision: Decision) => decision.map(({ rule }) => rule);

it('a rule of an incident that lacks a fact is not judged; every other one says what it says of the whole request', () => {
  const property = fc.property(facts, request, leftOut, (known, whole, missing) => {
    const question = {
      ...whole,
      ...Object.fromEntries(missing.map((field) => [field, undefined])),
      report: null,
    };
    const asked = decideOpenIncident(known, question, whole.receivedAt);
    const judged = decideOpenIncident(known, whole, whole.receivedAt);
    expect(rulesOf(asked)).toEqual(rulesOf(judged));
    const lacking = new Set(['REPORT_INCOMPLETE', ...missing.flatMap((field) => NEEDED_BY[field]!)]);
    for (const [place, outcome] of asked.entries()) {
      if (outcome.outcome !== 'NOT_JUDGED') expect(outcome).toEqual(judgedAs(judged, place, missing));
      else if (judged[place]!.outcome !== 'NOT_JUDGED') expect(lacking).toContain(outcome.rule);
    }
  });
  fc.assert(property, RUNS);
});

/** Without knowing of the test system, the impact is taken as it is given: what phone is open for may turn out. */
function judgedAs(judged: Decision, place: number, missing: readonly string[]): unknown {
  const outcome = judged[place]!;
  const mayTurn = missing.includes('testSystem') && outcome.rule === 'CHANNEL_NOT_ALLOWED_FOR_IMPACT';
  return mayTurn ? expect.anything() : outcome;
}
