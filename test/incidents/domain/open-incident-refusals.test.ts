import { IncidentFacts, IncidentRequest } from '../../../src/incidents/domain/incident-facts';
import { decideOpenIncident } from '../../../src/incidents/domain/open-incident';
import { berlin } from '../../calendar/calendars';
import { outcomesOf } from '../../support/outcomes';
import { localDate } from '../../../src/shared/domain/local-date';
import { ada, codesFor, complete, factsOf, RECEIVED_AT, refusalsFor } from './incident-request';

const standard = factsOf('it-novum', 'standard');
const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };

it('every rule on a complete request passes once, and is told in an order that stays', () => {
  const decision = decideOpenIncident(
    factsOf('it-novum', 'premium'),
    { ...complete, channel: 'PHONE' },
    RECEIVED_AT,
  );
  expect(outcomesOf(decision)).toEqual(
    [
      'INVALID_INPUT',
      'CONTRACT_NOT_ACTIVE',
      'CONTRACT_SUSPENDED',
      'CONTACT_NOT_NAMED',
      'PRODUCT_NOT_SUPPORTED',
      'VERSION_NOT_SUPPORTED',
      'TEST_SYSTEM_NOT_SUPPORTED',
      'DISTRIBUTED_SETUP_NOT_IN_PLAN',
      'CHANNEL_NOT_IN_PLAN',
      'CHANNEL_NOT_ALLOWED_FOR_IMPACT',
      'OUTSIDE_SERVICE_WINDOW',
      'INCIDENT_QUOTA_EXHAUSTED',
      'REPORT_INCOMPLETE',
    ].map((rule) => `${rule} PASSED`),
  );
});

it.each<[string, IncidentFacts, Partial<IncidentRequest>, string]>([
  ['a product that is not covered', standard, { product: 'nagios' }, 'product'],
  ['a version that cannot be read', standard, { productVersion: 'new' }, 'productVersion'],
  ['a version that is too old', standard, { productVersion: '2.9' }, 'productVersion'],
  ['a test system', factsOf('it-novum', 'basic'), { testSystem: true }, 'testSystem'],
  ['a distributed setup', factsOf('op5', 'basic'), { ...op5, distributedSetup: true }, 'distributedSetup'],
  ['a channel', standard, { channel: 'PHONE' }, 'channel'],
])('a request is refused at the field that is to blame: %s', (_, facts, changes, field) => {
  expect(refusalsFor(facts, changes).map(({ path }) => path)).toEqual([['input', field]]);
});

it('a request that is ahead of now is refused at its instant', () => {
  const ahead = new Date(RECEIVED_AT.getTime() + 300_001);
  expect(refusalsFor(standard, { receivedAt: ahead }, RECEIVED_AT)).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'receivedAt'] },
  ]);
});

it('a request by a contact of the partner is taken only while the partner’s own contract is active', () => {
  const facts = factsOf('op5', 'standard', { partnerId: '8' });
  const partners = { ...ada, contractId: '2', customerId: '8', providerId: 'op5' };
  const during = (dates: Partial<typeof ada.contractDates>) =>
    codesFor(facts, { ...op5, reporter: { ...partners, contractDates: { ...ada.contractDates, ...dates } } });
  expect(during({})).toEqual([]);
  expect(during({ noticeEndsOn: localDate('2026-06-10') })).toEqual(['CONTACT_NOT_NAMED']);
  expect(during({ activatesOn: localDate('2026-06-11') })).toEqual(['CONTACT_NOT_NAMED']);
});

it('a contact of the contract itself is asked for no other contract', () => {
  const contractDates = { ...ada.contractDates, noticeEndsOn: localDate('2026-06-10') };
  expect(codesFor(standard, { reporter: { ...ada, contractDates } })).toEqual([]);
});

it('what a plan covers is named where it does not cover something', () => {
  expect(refusalsFor(standard, { product: 'nagios' })[0]!.message).toContain(
    'openitcockpit-enterprise, znuny, i-doit-pro, connectors; not "nagios"',
  );
  expect(refusalsFor(factsOf('op5', 'basic'), { ...op5, channel: 'PHONE' })[0]!.message).toMatch(
    /takes requests by [A-Z]+, [A-Z]+; not by PHONE/,
  );
});

it('a request about a distributed setup passes under a plan that covers them', () => {
  expect(codesFor(factsOf('op5', 'standard'), { ...op5, distributedSetup: true })).toEqual([]);
});

it('a channel that is closed is refused with the instant at which it opens', () => {
  const premium = factsOf('it-novum', 'premium');
  const [refusal] = refusalsFor(premium, { channel: 'PHONE', receivedAt: berlin('2026-06-10 20:00') });
  expect(refusal).toMatchObject({
    code: 'OUTSIDE_SERVICE_WINDOW',
    nextOpensAt: berlin('2026-06-11 08:00'),
    path: ['input', 'channel'],
    message: expect.stringContaining('opens next at 2026-06-11T06:00:00.000Z'),
  });
});
