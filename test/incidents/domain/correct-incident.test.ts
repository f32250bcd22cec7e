import {
  corrected,
  CorrectableIncident,
  Correction,
  decideCorrection,
  promiseAfter,
} from '../../../src/incidents/domain/correct-incident';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';
import { factsOf, RECEIVED_AT } from './incident-request';

const INCIDENT: CorrectableIncident = {
  reference: 'ITN-1',
  status: 'IN_PROGRESS',
  supportLine: 1,
  startedAtLine: 1,
  receivedAt: RECEIVED_AT,
  responseDueAt: null,
  impact: 'MEDIUM',
  testSystem: false,
  product: 'openitcockpit-enterprise',
  productVersion: '4.8.2',
  platformVersion: 'Debian 12',
};
const NOTHING: Correction = {
  impact: null,
  testSystem: null,
  product: null,
  productVersion: null,
  platformVersion: null,
};
const standard = factsOf('it-novum', 'standard');
const basic = factsOf('it-novum', 'basic');

const decide = (
  correction: Partial<Correction>,
  incident: Partial<CorrectableIncident> = {},
  facts = standard,
) => decideCorrection(facts, { ...INCIDENT, ...incident }, { ...NOTHING, ...correction });

describe('what a correction leads to', () => {
  it.each([
    ['impact', { impact: 'LOW' }],
    ['product', { product: 'znuny' }],
    ['productVersion', { productVersion: '4.9' }],
    ['platformVersion', { platformVersion: 'Debian 13' }],
  ] as const)('a correction changes what it names and nothing else: %s', (_, correction) => {
    const before = corrected(INCIDENT, NOTHING);
    expect(corrected(INCIDENT, { ...NOTHING, ...correction })).toEqual({ ...before, ...correction });
  });

  it('a correction to a test system makes the impact LOW, and one back leaves it so', () => {
    const test = corrected(INCIDENT, { ...NOTHING, testSystem: true, impact: 'CRITICAL' });
    expect(test).toMatchObject({ testSystem: true, impact: 'LOW' });
    expect(corrected(test, { ...NOTHING, impact: 'MEDIUM' }).impact).toBe('LOW');
    expect(corrected(test, { ...NOTHING, testSystem: false }).impact).toBe('LOW');
  });
});

describe('a correction is decided', () => {
  it('a correction is decided by what it corrects alone', () => {
    const left = ['PRODUCT_NOT_SUPPORTED NOT_JUDGED', 'VERSION_NOT_SUPPORTED NOT_JUDGED'];
    const first = ['INVALID_STATE PASSED', 'INVALID_INPUT PASSED'];
    expect(outcomesOf(decide({ impact: 'LOW' }))).toEqual([
      ...first,
      ...left,
      'TEST_SYSTEM_NOT_SUPPORTED NOT_JUDGED',
    ]);
    expect(outcomesOf(decide({ testSystem: true }))).toEqual([
      ...first,
      ...left,
      'TEST_SYSTEM_NOT_SUPPORTED PASSED',
    ]);
    const software = ['PRODUCT_NOT_SUPPORTED PASSED', 'VERSION_NOT_SUPPORTED PASSED'];
    const asTest = 'TEST_SYSTEM_NOT_SUPPORTED NOT_JUDGED';
    expect(outcomesOf(decide({ product: 'znuny' }))).toEqual([...first, ...software, asTest]);
    expect(outcomesOf(decide({ productVersion: '4.9' }))).toEqual([...first, ...software, asTest]);
  });

  it.each([
    ['a product that the plan does not cover', { product: 'nagios' }, ['PRODUCT_NOT_SUPPORTED product']],
    ['a version below the lowest', { productVersion: '2.9' }, ['VERSION_NOT_SUPPORTED productVersion']],
    ['nothing at all', {}, ['INVALID_INPUT input']],
    ['what it is already', { impact: 'MEDIUM', platformVersion: 'Debian 12' }, ['INVALID_INPUT input']],
  ] as const)('a correction is refused to %s', (_, correction, refusals) => {
    expect(refusalsOf(decide(correction)).map(({ code, path }) => `${code} ${path?.at(-1)}`)).toEqual(
      refusals,
    );
  });

  it('a correction is refused of what is closed, and to a test system where the plan has none', () => {
    expect(outcomesOf(decide({ impact: 'LOW' }, { status: 'CLOSED' }))[0]).toBe('INVALID_STATE FAILED');
    expect(outcomesOf(decide({ testSystem: true }, {}, basic))[4]).toBe('TEST_SYSTEM_NOT_SUPPORTED FAILED');
    expect(outcomesOf(decide({ testSystem: false }, { testSystem: true, impact: 'LOW' }, basic))[4]).toBe(
      'TEST_SYSTEM_NOT_SUPPORTED PASSED',
    );
  });
});

describe('the promise after a correction', () => {
  it('the promise after a correction stays where the impact does', () => {
    expect(promiseAfter(standard, INCIDENT, INCIDENT)).toBeUndefined();
  });

  it('the promise after a correction of the impact runs from the receipt', () => {
    // A Wednesday, 12:00 in Berlin: four hours on, and the window closes at 17:00.
    expect(promiseAfter(standard, INCIDENT, { ...INCIDENT, impact: 'CRITICAL' })).toEqual(
      new Date('2026-06-10T14:00:00Z'),
    );
    expect(promiseAfter(basic, INCIDENT, { ...INCIDENT, impact: 'CRITICAL' })).toBeNull();
  });
});
