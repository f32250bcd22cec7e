import { decideOpenIncident } from '../../../src/incidents/domain/open-incident';
import { IncidentFacts, IncidentRequest } from '../../../src/incidents/domain/incident-facts';
import { localDate } from '../../../src/shared/domain/local-date';
import { berlin } from '../../calendar/calendars';
import { ada, codesFor, complete, factsOf, RECEIVED_AT, refusalsFor } from './incident-request';

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
  ])('an incident is opened only while its contract is active: %s', (_name, received, codes) => {
    const ending = withState({ noticeEndsOn: localDate('2027-03-12') });
    expect(codesFor(ending, { receivedAt: berlin(received) })).toEqual(codes);
  });
});

describe('an instant of receipt', () => {
  it.each([
    ['5 minutes ahead is taken', 300_000, []],
    ['more than 5 minutes ahead is not', 300_001, ['INVALID_INPUT']],
    ['long ago is taken', -60 * 86_400_000, []],
  ])('an instant of receipt is at most 5 minutes ahead of the clock: %s', (_name, aheadMs, codes) => {
    const receivedAt = new Date(RECEIVED_AT.getTime() + aheadMs);
    expect(codesFor(standard, { receivedAt }, RECEIVED_AT)).toEqual(codes);
  });
});

describe('several reasons at once', () => {
  it('several reasons against an incident at once are all told, in the order of the rules', () => {
    const everythingWrong: IncidentRequest = {
      receivedAt: berlin('2026-03-11 23:00'),
      reporter: null,
      channel: 'WEB',
      impact: 'LOW',
      testSystem: true,
      distributedSetup: false,
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

  it('several reasons against one channel of an incident are told together', () => {
    const request = { channel: 'PHONE', impact: 'MEDIUM', receivedAt: berlin('2026-06-10 20:00') } as const;
    expect(codesFor(factsOf('it-novum', 'premium'), request)).toEqual([
      'CHANNEL_NOT_ALLOWED_FOR_IMPACT',
      'OUTSIDE_SERVICE_WINDOW',
    ]);
  });
});

it('a question about an incident that leaves everything out is decided by what is known of the contract alone', () => {
  const nothing: IncidentRequest = {
    receivedAt: RECEIVED_AT,
    reporter: undefined,
    channel: undefined,
    impact: undefined,
    testSystem: undefined,
    distributedSetup: undefined,
    product: undefined,
    productVersion: undefined,
    report: null,
  };
  const decision = decideOpenIncident(standard, nothing, RECEIVED_AT);
  expect(decision.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
    'INVALID_INPUT PASSED',
    'CONTRACT_NOT_ACTIVE PASSED',
    'CONTRACT_SUSPENDED PASSED',
    'CONTACT_NOT_NAMED NOT_JUDGED',
    'PRODUCT_NOT_SUPPORTED NOT_JUDGED',
    'VERSION_NOT_SUPPORTED NOT_JUDGED',
    'TEST_SYSTEM_NOT_SUPPORTED NOT_JUDGED',
    'DISTRIBUTED_SETUP_NOT_IN_PLAN NOT_JUDGED',
    'CHANNEL_NOT_IN_PLAN NOT_JUDGED',
    'CHANNEL_NOT_ALLOWED_FOR_IMPACT NOT_JUDGED',
    'OUTSIDE_SERVICE_WINDOW NOT_JUDGED',
    'INCIDENT_QUOTA_EXHAUSTED PASSED',
    'REPORT_INCOMPLETE NOT_JUDGED',
  ]);
});

it('a question about an incident that gives a blank version is refused as the request would be', () => {
  const question = { productVersion: ' ', report: null };
  expect(codesFor(standard, question)).toEqual(codesFor(standard, { productVersion: ' ' }));
  expect(refusalsFor(standard, question)).toMatchObject([
    { code: 'REPORT_INCOMPLETE', path: ['input', 'productVersion'] },
  ]);
});

describe('unknown contact', () => {
  const off = (ms: number) => new Date(RECEIVED_AT.getTime() + ms);
  const partnered = (provider: 'it-novum' | 'op5', partnerId: string | null) =>
    factsOf(provider, 'standard', { partnerId });
  const partnersContact = { ...ada, contractId: '2', customerId: '8', providerId: 'op5' };

  it.each([
    ['nobody of this id', null],
    ['a contact of another contract of the customer', { ...ada, contractId: '2' }],
    ['one who is no longer a contact', { ...ada, until: RECEIVED_AT }],
    ['one who was named more than 5 minutes later', { ...ada, since: off(300_001) }],
  ])('an incident reported by %s is refused', (_name, reporter) => {
    expect(refusalsFor(standard, { reporter })).toMatchObject([
      { code: 'CONTACT_NOT_NAMED', path: ['input', 'contactId'] },
    ]);
  });

  it.each([
    ['one whose last instant it is', { ...ada, until: off(1) }],
    ['one who is named at that instant', { ...ada, since: RECEIVED_AT }],
    ['one who was named by a clock 5 minutes ahead', { ...ada, since: off(300_000) }],
  ])('an incident reported by %s is taken', (_name, reporter) => {
    expect(codesFor(standard, { reporter })).toEqual([]);
  });

  it.each([
    ['of the partner with the same provider is taken', partnered('op5', '8'), partnersContact, []],
    ['of a customer who is not the partner', partnered('op5', '9'), partnersContact, ['CONTACT_NOT_NAMED']],
    ['where there is no partner', partnered('op5', null), partnersContact, ['CONTACT_NOT_NAMED']],
    [
      'of the partner with another provider',
      partnered('op5', '8'),
      { ...partnersContact, providerId: 'it-novum' },
      ['CONTACT_NOT_NAMED'],
    ],
    [
      'of a partner at a provider who knows no partners',
      partnered('it-novum', '8'),
      { ...partnersContact, providerId: 'it-novum' },
      ['CONTACT_NOT_NAMED'],
    ],
  ])(
    'an incident is reported by a contact of the partner of its customer with the same provider: a contact %s',
    (_name, facts, reporter, codes) => {
      const product = facts.provider.code === 'op5' ? op5 : {};
      expect(codesFor(facts, { reporter, ...product })).toEqual(codes);
    },
  );
});

describe('solution', () => {
  it.each([
    ['openitcockpit-enterprise', '3', []],
    ['openitcockpit-enterprise', '3.0.0', []],
    ['openitcockpit-enterprise', '2.99.99', ['VERSION_NOT_SUPPORTED']],
    ['openitcockpit-enterprise', 'v4.8 SP1', []],
    ['openitcockpit-enterprise', '3.0-rc1', ['VERSION_NOT_SUPPORTED']],
    ['openitcockpit-enterprise', 'the newest', ['INVALID_INPUT']],
    ['znuny', '6.5', []],
    ['znuny', '6.5 LTS', []],
    ['znuny', 'LTS', ['INVALID_INPUT']],
    ['i-doit-pro', '1', []],
    ['connectors', '0.1', []],
    ['op5-monitor', '9.1.1', ['PRODUCT_NOT_SUPPORTED']],
    ['Znuny', '6.5', ['PRODUCT_NOT_SUPPORTED']],
    ['', '6.5', ['PRODUCT_NOT_SUPPORTED']],
  ])(
    'an incident at it-novum is for the versions of a product that are supported: %s %s',
    (product, productVersion, codes) => {
      expect(codesFor(standard, { product, productVersion })).toEqual(codes);
    },
  );

  it.each([
    // 9.0.0 came out on 2026-02-16: 8.2.1 is the newest of major 8 until 8.2.2 comes out on 2026-05-11.
    ['op5-monitor', '9.0.1', '2026-04-13 00:00:00', []],
    ['op5-monitor', '9.0.1', '2026-04-12 23:59:59', ['VERSION_NOT_SUPPORTED']],
    ['op5-monitor', '8.2.1', '2026-05-10 23:59:59', []],
    ['op5-monitor', '8.2.1', '2026-05-11 00:00:00', ['VERSION_NOT_SUPPORTED']],
    ['op5-monitor', '8.2.2', '2026-05-11 00:00:00', []],
    ['op5-monitor', '7.2.1', '2026-05-11 00:00:00', ['VERSION_NOT_SUPPORTED']],
    ['op5-monitor', '99', '2026-05-11 00:00:00', ['VERSION_NOT_SUPPORTED']],
    ['znuny', '6.5', '2026-05-11 00:00:00', ['PRODUCT_NOT_SUPPORTED']],
  ])(
    'an incident at OP5 is for the versions of a product that are supported at the receipt: %s %s received %s',
    (product, productVersion, received, codes) => {
      const request = { product, productVersion, receivedAt: berlin(received) };
      expect(codesFor(factsOf('op5', 'standard'), request)).toEqual(codes);
    },
  );
});

describe('test system', () => {
  it.each([
    ['it-novum', 'basic', ['TEST_SYSTEM_NOT_SUPPORTED']],
    ['it-novum', 'standard', []],
    ['it-novum', 'premium', []],
    ['op5', 'basic', []],
  ] as const)(
    'an incident of a test system is taken by every plan but it-novum Basic: %s %s',
    (provider, plan, codes) => {
      const product = provider === 'op5' ? op5 : {};
      expect(codesFor(factsOf(provider, plan), { testSystem: true, ...product })).toEqual(codes);
      expect(codesFor(factsOf(provider, plan), { testSystem: false, ...product })).toEqual([]);
    },
  );
});

describe('incident quota', () => {
  it.each([
    ['basic', 5],
    ['standard', 25],
    ['premium', 50],
  ] as const)('the incident quota of %s takes %i a contract year', (plan, limit) => {
    expect(codesFor(factsOf('it-novum', plan, { usedInYear: limit - 1 }))).toEqual([]);
    expect(refusalsFor(factsOf('it-novum', plan, { usedInYear: limit }))).toMatchObject([
      { kind: 'LIMIT_REACHED', limit, used: limit, resetsAt: berlin('2027-03-12 00:00') },
    ]);
  });

  it('the incident quota says in words that it is used up', () => {
    const [refusal] = refusalsFor(factsOf('it-novum', 'standard', { usedInYear: 25 }));
    expect(refusal!.message).toBe(
      '25 of 25 support requests of the contract year 2026-03-12 to 2027-03-11 are used; the next begins on 2027-03-12.',
    );
  });

  it('the incident quota never starts anew where the contract ends with the year', () => {
    const facts = {
      ...standard,
      state: { ...standard.state, noticeEndsOn: localDate('2027-03-12') },
      usedInYear: 25,
    };
    expect(refusalsFor(facts)).toMatchObject([{ resetsAt: null }]);
    expect(refusalsFor(facts)[0]!.message).toContain('the contract ends with it');
  });

  it('the incident quota is unlimited at OP5', () => {
    expect(codesFor(factsOf('op5', 'basic', { usedInYear: 1_000_000 }), op5)).toEqual([]);
  });

  it('the incident quota is that of the plan that counts for the year, not of the plan in force then', () => {
    const { plan: premium } = factsOf('it-novum', 'premium');
    expect(codesFor({ ...standard, usedInYear: 25, quotaPlan: premium })).toEqual([]);
  });
});

describe('report incomplete', () => {
  const report = complete.report!;

  it.each<[string, Partial<IncidentRequest>, string]>([
    ['version of the software', { productVersion: ' ' }, 'productVersion'],
    ['version of the platform', { report: { ...report, platformVersion: '' } }, 'platformVersion'],
    ['description', { report: { ...report, description: '\n\t ' } }, 'description'],
    ['name of the contact', { reporter: { ...ada, name: '' } }, 'contactId'],
    ['email address and phone number', { reporter: { ...ada, email: '', phone: '' } }, 'contactId'],
  ])('an incident without the %s is incomplete', (_name, changes, field) => {
    expect(refusalsFor(standard, changes)).toMatchObject([
      { code: 'REPORT_INCOMPLETE', path: ['input', field] },
    ]);
  });

  it.each([
    ['an email address alone', { phone: '' }],
    ['a phone number alone', { email: '' }],
  ])('for a complete incident %s of the contact is enough', (_name, changes) => {
    expect(codesFor(standard, { reporter: { ...ada, ...changes } })).toEqual([]);
  });

  it('an incomplete incident is refused with the name of every missing field', () => {
    const empty = { productVersion: '', report: { platformVersion: '', description: '' } };
    expect(refusalsFor(standard, empty).map(({ path }) => path![1])).toEqual([
      'productVersion',
      'platformVersion',
      'description',
    ]);
  });
});
