import { Entitlements, Plan, ResponseTarget } from '../../../src/catalog/domain/plan';
import { isUpgrade, lossesOf } from '../../../src/contracts/domain/plan-comparison';
import { publishedPlan } from '../../support/published-catalog';

const CODES = ['basic', 'standard', 'premium'] as const;

const novum = publishedPlan('it-novum', 'premium');
const op5 = publishedPlan('op5', 'standard');

function withChange(plan: Plan, entitlements: Partial<Entitlements>): Plan {
  return { ...plan, entitlements: { ...plan.entitlements, ...entitlements } };
}

describe('of the published plans', () => {
  it.each(['it-novum', 'op5'] as const)(
    '%s sells upgrades in one direction among its published plans',
    (provider) => {
      const plans = CODES.map((code) => publishedPlan(provider, code));
      const upgrades = plans.map((from) => plans.map((to) => isUpgrade(from, to)));
      expect(upgrades).toEqual([
        [true, true, true],
        [false, true, true],
        [false, false, true],
      ]);
    },
  );

  it('every loss of a downgrade among the published plans is named', () => {
    expect(lossesOf(novum, publishedPlan('it-novum', 'basic'))).toEqual([
      'the number of support requests',
      'the number of satellites',
      'included consulting',
      'the discount on consulting',
      'support of test systems',
      'the channel PHONE',
      'the service window',
      'the response time for impact CRITICAL',
      'the response time for impact MEDIUM',
      'the response time for impact LOW',
    ]);
    expect(lossesOf(publishedPlan('op5', 'premium'), publishedPlan('op5', 'basic'))).toEqual([
      'the number of named contacts',
      'the number of satellites',
      'distributed setups',
      'the channel PHONE',
      'the service window',
      'the response time for impact CRITICAL',
      'the response time for impact MEDIUM',
      'the response time for impact LOW',
      'Support outside business hours',
      'Remote assistance',
      'Webinar with questions and answers by support',
      'Priority case process',
    ]);
  });
});

const email = { channel: 'EMAIL', impacts: null, insideWindowsOnly: false } as const;
const weekdays = (days: readonly number[], opens: string, closes: string) =>
  days.map((weekday) => ({ weekday, opens, closes }));
const FIVE_DAYS = [1, 2, 3, 4, 5];

/** A change of one thing: worse in one direction, better in the other. */
const BETTER: readonly (readonly [string, Partial<Entitlements>, Partial<Entitlements>])[] = [
  ['more requests', { maxIncidentsPerYear: 5 }, { maxIncidentsPerYear: 6 }],
  ['requests without limit', { maxIncidentsPerYear: 1_000_000 }, { maxIncidentsPerYear: null }],
  ['more contacts', { maxNamedContacts: 0 }, { maxNamedContacts: 1 }],
  ['more satellites', { maxSatellites: 5 }, { maxSatellites: null }],
  ['more consulting', { includedConsultingBlocks: 2 }, { includedConsultingBlocks: 3 }],
  ['a higher discount', { consultingDiscountPercent: 9 }, { consultingDiscountPercent: 10 }],
  ['distributed setups', { distributedSetup: false }, { distributedSetup: true }],
  ['additional consulting', { additionalConsulting: false }, { additionalConsulting: true }],
  ['test systems', { testSystems: false }, { testSystems: true }],
  ['a channel', { channels: [] }, { channels: [email] }],
  ['more impacts', { channels: [{ ...email, impacts: ['LOW'] }] }, { channels: [email] }],
  ['a channel at any time', { channels: [{ ...email, insideWindowsOnly: true }] }, { channels: [email] }],
  [
    'a longer day',
    { serviceWindows: weekdays(FIVE_DAYS, '08:00', '17:00') },
    { serviceWindows: weekdays(FIVE_DAYS, '08:00', '17:01') },
  ],
  [
    'one day more',
    { serviceWindows: weekdays(FIVE_DAYS, '08:00', '17:00') },
    { serviceWindows: weekdays([...FIVE_DAYS, 6], '08:00', '17:00') },
  ],
  [
    'no break at noon',
    {
      serviceWindows: [...weekdays(FIVE_DAYS, '08:00', '12:00'), ...weekdays(FIVE_DAYS, '12:01', '17:00')],
    },
    {
      serviceWindows: [...weekdays(FIVE_DAYS, '08:00', '12:00'), ...weekdays(FIVE_DAYS, '12:00', '17:00')],
    },
  ],
  ['a product', { products: [] }, { products: [{ code: 'a', name: 'A', minimumVersion: '9' }] }],
  [
    'older versions of it',
    { products: [{ code: 'a', name: 'A', minimumVersion: '3.10' }] },
    { products: [{ code: 'a', name: 'A', minimumVersion: '3.9' }] },
  ],
  [
    'every version of it',
    { products: [{ code: 'a', name: 'A', minimumVersion: '1' }] },
    { products: [{ code: 'a', name: 'A', minimumVersion: null }] },
  ],
  [
    'a feature',
    { features: [{ code: 'f', name: 'F', granted: false, detail: null }] },
    { features: [{ code: 'f', name: 'F', granted: true, detail: null }] },
  ],
];

describe('a change of one thing', () => {
  it.each(BETTER)('a change of one thing, %s: is an upgrade, and back a downgrade', (_, worse, better) => {
    expect(lossesOf(withChange(novum, worse), withChange(novum, better))).toEqual([]);
    expect(lossesOf(withChange(novum, better), withChange(novum, worse))).toHaveLength(1);
  });

  it('a change of plan is a downgrade in both directions where one thing gets better and another worse', () => {
    const one = withChange(novum, { maxNamedContacts: 3, maxSatellites: 4 });
    const other = withChange(novum, { maxNamedContacts: 4, maxSatellites: 3 });
    expect([isUpgrade(one, other), isUpgrade(other, one)]).toEqual([false, false]);
  });

  it('a change of words or terms alone is an upgrade both ways', () => {
    const renamed: Plan = {
      ...novum,
      id: '9',
      version: 2,
      name: 'Gold',
      terms: { ...novum.terms, noticeDays: 90 },
      entitlements: { ...novum.entitlements, notes: [{ about: 'testSystems', text: 'Now stated.' }] },
    };
    expect([isUpgrade(novum, renamed), isUpgrade(renamed, novum)]).toEqual([true, true]);
  });

  it('a change of a channel that was open at any time for want of windows is a downgrade once there are some', () => {
    const channels = [{ ...email, insideWindowsOnly: true }];
    const without = withChange(op5, { channels, serviceWindows: [] });
    expect(lossesOf(without, withChange(op5, { channels }))).toEqual(['the channel EMAIL']);
    expect(lossesOf(withChange(op5, { channels }), without)).toContain('the service window');
  });
});

describe('the same windows', () => {
  const moved = (region: Partial<Plan['calendars']['EUROPE']>): Plan => ({
    ...novum,
    calendars: { ...novum.calendars, AMERICAS: { ...novum.calendars.AMERICAS, ...region } },
  });

  it('the same windows are a loss on the clock of another zone', () => {
    expect(lossesOf(novum, moved({ timeZone: 'America/Chicago' }))).toEqual(['the service window']);
    expect(lossesOf(moved({ timeZone: 'America/Chicago' }), novum)).toEqual(['the service window']);
  });

  it('the same windows are a loss with holidays left out, or others', () => {
    expect(lossesOf(novum, moved({ holidays: null }))).toEqual([]);
    expect(lossesOf(moved({ holidays: null }), novum)).toEqual(['the service window']);
    expect(lossesOf(novum, moved({ holidays: { country: 'DE', state: 'BY' } }))).toEqual([
      'the service window',
    ]);
  });
});

describe('a response target', () => {
  const minutes = (workingMinutes: number): ResponseTarget => ({
    impact: null,
    workingMinutes,
    businessDays: null,
  });
  const days = (businessDays: number): ResponseTarget => ({
    impact: null,
    workingMinutes: null,
    businessDays,
  });
  /** Open for 9 hours on five days. */
  const planWith = (...responseTargets: ResponseTarget[]) => withChange(op5, { responseTargets });

  it.each([
    ['shorter', [minutes(240)], [minutes(239)], true, false],
    ['fewer days', [days(2)], [days(1)], true, false],
    ['one where there was none', [], [minutes(9_999)], true, false],
    // Received just before closing, the end of the next business day is 9 working hours away, less one for the clocks.
    ['8 hours for a day', [days(1)], [minutes(480)], true, false],
    ['8 hours and a minute for a day', [days(1)], [minutes(481)], false, false],
    ['17 hours for two days', [days(2)], [minutes(1_020)], true, false],
    // Received at opening, it is 18 hours away, and one more for the clocks.
    ['a day for 19 hours', [minutes(1_140)], [days(1)], true, false],
    ['a day for less', [minutes(1_139)], [days(1)], false, false],
  ])(
    'a response target is better only where no request is due later: %s',
    (_, from, to, isBetter, isBetterBack) => {
      const [old, coming] = [planWith(...from), planWith(...to)];
      expect([isUpgrade(old, coming), isUpgrade(coming, old)]).toEqual([isBetter, isBetterBack]);
    },
  );

  // Open for 9 hours on four days, and for 5 on Friday.
  const unequal = [...weekdays([1, 2, 3, 4], '08:00', '17:00'), ...weekdays([5], '08:00', '13:00')];

  it.each([
    // Received just before closing on Thursday, the end of Friday is 5 working hours away, less one for the clocks.
    ['4 hours for a day', days(1), minutes(240), true],
    ['4 hours and a minute for a day', days(1), minutes(241), false],
    // Received at opening on Monday, the end of Tuesday is 18 hours away, and one more for the clocks.
    ['a day for 19 hours', minutes(1_140), days(1), true],
    ['a day for a minute less', minutes(1_139), days(1), false],
  ])(
    'a response target is compared by the shortest and the longest day where weekdays differ: %s',
    (_, from, to, isBetter) => {
      const plan = (target: ResponseTarget) =>
        withChange(op5, { serviceWindows: unequal, responseTargets: [target] });
      expect(isUpgrade(plan(from), plan(to))).toBe(isBetter);
    },
  );

  it('a response target is compared for each impact', () => {
    const all = withChange(op5, { responseTargets: [minutes(240)] });
    const critical = (workingMinutes: number) =>
      withChange(op5, { responseTargets: [{ ...minutes(workingMinutes), impact: 'CRITICAL' }] });
    expect(lossesOf(all, critical(60))).toEqual([
      'the response time for impact MEDIUM',
      'the response time for impact LOW',
    ]);
    expect(lossesOf(critical(240), all)).toEqual([]);
    expect(lossesOf(critical(239), all)).toEqual(['the response time for impact CRITICAL']);
  });
});

describe('the hours of second and third line', () => {
  const opens = (at: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: at, closes: '17:00' }));

  it('the hours of second and third line are a loss where they are shorter, with the service window the same', () => {
    const [early, late] = ['08:00', '09:00'].map((at) => withChange(op5, { allLinesWindows: opens(at) }));
    expect(lossesOf(early!, late!)).toEqual(['the hours of second and third line']);
    expect(lossesOf(late!, early!)).toEqual([]);
    expect(lossesOf(op5, late!)).toEqual(['the hours of second and third line']);
    expect(lossesOf(late!, op5)).toEqual([]);
  });
});
