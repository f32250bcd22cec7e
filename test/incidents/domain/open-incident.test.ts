import { decideOpenIncident } from '../../../src/incidents/domain/open-incident';
import { IncidentFacts, IncidentRequest } from '../../../src/incidents/domain/incident-facts';
import { localDate } from '../../../src/shared/domain/local-date';
import { berlin } from '../../calendar/calendars';
import { codesFor, factsOf, RECEIVED_AT } from './incident-request';

const standard = factsOf('it-novum', 'standard');
const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };

/** The contract with other values in its state. */
function withState(changes: object): IncidentFacts {
  return { ...standard, state: { ...standard.state, ...changes } };
}

it.each(['basic', 'standard', 'premium'] as const)('%s of it-novum takes a complete request', (plan) => {
  expect(codesFor(factsOf('it-novum', plan))).toEqual([]);
});

it.each(['basic', 'standard', 'premium'] as const)('%s of OP5 takes a complete request', (plan) => {
  expect(codesFor(factsOf('op5', plan), op5)).toEqual([]);
});

describe('contract not active', () => {
  it.each([
    ['the last instant before the first day', '2026-03-11 23:59:59.999', ['CONTRACT_NOT_ACTIVE']],
    ['the first instant of the first day', '2026-03-12 00:00:00', []],
    ['the last instant before the end', '2027-03-11 23:59:59.999', []],
    ['the first instant after the end', '2027-03-12 00:00:00', ['CONTRACT_NOT_ACTIVE']],
  ])('%s', (_name, received, codes) => {
    const ending = withState({ noticeEndsOn: localDate('2027-03-12') });
    expect(codesFor(ending, { receivedAt: berlin(received) })).toEqual(codes);
  });
});

describe('an instant of receipt', () => {
  it.each([
    ['5 minutes ahead is taken', 300_000, []],
    ['more than 5 minutes ahead is not', 300_001, ['INVALID_INPUT']],
    ['long ago is taken', -60 * 86_400_000, []],
  ])('%s', (_name, aheadMs, codes) => {
    const receivedAt = new Date(RECEIVED_AT.getTime() + aheadMs);
    expect(codesFor(standard, { receivedAt }, RECEIVED_AT)).toEqual(codes);
  });
});

describe('several reasons at once', () => {
  it('are all told, in the order of the rules', () => {
    const everythingWrong: IncidentRequest = {
      receivedAt: berlin('2026-03-11 23:00'),
      reporter: null,
      channel: 'WEB',
      impact: 'LOW',
      testSystem: true,
      product: 'op5-monitor',
      productVersion: '',
      report: { platformVersion: '', description: '' },
    };
    const facts = factsOf('it-novum', 'basic', { usedInYear: 5 });
    expect(codesFor(facts, everythingWrong, berlin('2026-03-11 22:00'))).toEqual([
      'INVALID_INPUT',
      'CONTRACT_NOT_ACTIVE',
      'CONTACT_NOT_NAMED',
      'PRODUCT_NOT_SUPPORTED',
      'TEST_SYSTEM_NOT_SUPPORTED',
      'CHANNEL_NOT_IN_PLAN',
      'INCIDENT_QUOTA_EXHAUSTED',
      'REPORT_INCOMPLETE',
      'REPORT_INCOMPLETE',
      'REPORT_INCOMPLETE',
    ]);
  });

  it('of one channel are told together', () => {
    const request = { channel: 'PHONE', impact: 'MEDIUM', receivedAt: berlin('2026-06-10 20:00') } as const;
    expect(codesFor(factsOf('it-novum', 'premium'), request)).toEqual([
      'CHANNEL_NOT_ALLOWED_FOR_IMPACT',
      'OUTSIDE_SERVICE_WINDOW',
    ]);
  });
});

it('a question that leaves everything out is judged by what is known of the contract alone', () => {
  const nothing: IncidentRequest = {
    receivedAt: RECEIVED_AT,
    reporter: undefined,
    channel: undefined,
    impact: undefined,
    testSystem: undefined,
    product: undefined,
    productVersion: undefined,
    report: null,
  };
  const decision = decideOpenIncident(standard, nothing, RECEIVED_AT);
  expect(decision.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
    'INVALID_INPUT PASSED',
    'CONTRACT_NOT_ACTIVE PASSED',
    'CONTACT_NOT_NAMED NOT_JUDGED',
    'PRODUCT_NOT_SUPPORTED NOT_JUDGED',
    'VERSION_NOT_SUPPORTED NOT_JUDGED',
    'TEST_SYSTEM_NOT_SUPPORTED NOT_JUDGED',
    'CHANNEL_NOT_IN_PLAN NOT_JUDGED',
    'CHANNEL_NOT_ALLOWED_FOR_IMPACT NOT_JUDGED',
    'OUTSIDE_SERVICE_WINDOW NOT_JUDGED',
    'INCIDENT_QUOTA_EXHAUSTED PASSED',
    'REPORT_INCOMPLETE NOT_JUDGED',
  ]);
});
