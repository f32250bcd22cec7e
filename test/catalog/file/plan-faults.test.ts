import { changed, faultsOf } from './small-catalog';

describe('readCatalogFile, plans', () => {
  it.each([
    ['code: none', 'code: gold', '47 plans[1].code: repeats gold'],
    [
      'maxSatellites: 2',
      'maxSatellites: many',
      '29 plans[0].maxSatellites: must be a whole number from 0 to 1000000 or the word unlimited',
    ],
    ['maxSatellites: 2', 'maxSatellites: -1', '29 plans[0].maxSatellites: must be at least 0'],
    [
      'maxSatellites: 0',
      'maxSatellites: unlimited',
      '51 plans[1].maxSatellites: must be 0 where distributedSetup is false',
    ],
    [
      'HoursPerYear: 8',
      'HoursPerYear: 6',
      '31 plans[0].includedConsultingHoursPerYear: must be a whole multiple of 4, not 6',
    ],
    [
      'DiscountPercent: 5',
      'DiscountPercent: 101',
      '33 plans[0].consultingDiscountPercent: must be at most 100',
    ],
    [
      'DiscountPercent: 5',
      'DiscountPercent: -1',
      '33 plans[0].consultingDiscountPercent: must be at least 0',
    ],
    [
      'DiscountPercent: 0',
      'DiscountPercent: 1',
      '55 plans[1].consultingDiscountPercent: must be 0 where additionalConsulting is false',
    ],
    ['testSystems: true', 'testSystems: yes', '34 plans[0].testSystems: must be true or false, not "yes"'],
    [
      'channel: PHONE',
      'channel: FAX',
      '36 plans[0].channels[0].channel: must be one of EMAIL, PHONE, WEB, not "FAX"',
    ],
    [
      '[CRITICAL, LOW]',
      '[URGENT, LOW]',
      '36 plans[0].channels[0].impacts[0]: must be one of CRITICAL, MEDIUM, LOW, not "URGENT"',
    ],
    ['[CRITICAL, LOW]', '[LOW, LOW]', '36 plans[0].channels[0].impacts[1]: repeats LOW'],
    ['[CRITICAL, LOW]', '[]', '36 plans[0].channels[0].impacts: must not be empty'],
    ['[CRITICAL, LOW]', 'all', '36 plans[0].channels[0].impacts: must be a list of impacts or the word any'],
    [
      'channels: []',
      'channels: [{ channel: WEB, impacts: any, insideWindowsOnly: true }]',
      '57 plans[1].channels[0].insideWindowsOnly: needs service windows, of which the plan has none',
    ],
    [
      'channels: []',
      'channels: [{ channel: WEB, impacts: any, insideWindowsOnly: false }, { channel: WEB, impacts: [LOW], insideWindowsOnly: false }]',
      '57 plans[1].channels[1].channel: repeats WEB',
    ],
    ['channels: []', 'channels: email', '57 plans[1].channels: must be a list, not "email"'],
    [
      '[MON, TUE]',
      '[MON, FUNDAY]',
      '38 plans[0].serviceWindows[0].days[1]: must be one of MON, TUE, WED, THU, FRI, SAT, SUN, not "FUNDAY"',
    ],
    ['[MON, TUE]', '[MON, MON]', '37 plans[0].serviceWindows: the windows of weekday 1 overlap'],
    ["closes: '17:00'", "closes: '08:00'", '38 plans[0].serviceWindows[0]: closes at 08:00, not after 09:00'],
    [
      "opens: '09:00'",
      "opens: '9:00'",
      '38 plans[0].serviceWindows[0]: opens at "9:00", which is not a time from 00:00 to 23:59',
    ],
    [
      'responseTargets: []',
      "allLinesWindows: [{ days: [MON], opens: '09:00', closes: '17:00' }]\n    responseTargets: []",
      '59 plans[1].allLinesWindows: must lie inside the serviceWindows',
    ],
    [
      '    responseTargets:\n      - { impact: C',
      "    allLinesWindows: [{ days: [TUE], opens: '09:00', closes: '17:01' }]\n    responseTargets:\n      - { impact: C",
      '39 plans[0].allLinesWindows: must lie inside the serviceWindows',
    ],
    [
      '    responseTargets:\n      - { impact: C',
      "    allLinesWindows: [{ days: [TUE], opens: '09:00', closes: '9:00' }]\n    responseTargets:\n      - { impact: C",
      '39 plans[0].allLinesWindows[0]: closes at "9:00", which is not a time from 00:01 to 24:00',
    ],
    [
      '    responseTargets:\n      - { impact: C',
      '    allLinesWindows: []\n    responseTargets:\n      - { impact: C',
      '39 plans[0].allLinesWindows: must not be empty',
    ],
    [
      'workingMinutes: 60',
      'workingMinutes: 60, businessDays: 1',
      '40 plans[0].responseTargets[0]: must have either workingMinutes or businessDays',
    ],
    [
      ', workingMinutes: 60',
      '',
      '40 plans[0].responseTargets[0]: must have either workingMinutes or businessDays',
    ],
    [
      'workingMinutes: 60',
      'workingMinutes: 0',
      '40 plans[0].responseTargets[0].workingMinutes: must be at least 1',
    ],
    ['impact: LOW', 'impact: CRITICAL', '41 plans[0].responseTargets[1].impact: repeats CRITICAL'],
    [
      'impact: LOW',
      'impact: any',
      '41 plans[0].responseTargets[1].impact: is any, beside targets of single impacts',
    ],
    [
      'responseTargets: []',
      'responseTargets: [{ impact: any, businessDays: 1 }]',
      '59 plans[1].responseTargets: needs service windows, of which the plan has none',
    ],
    [
      'products: [rocket]',
      'products: [rocket, wings]',
      '42 plans[0].products[1]: names wings, which is not among the products',
    ],
    ['products: [rocket]', 'products: [rocket, rocket]', '42 plans[0].products[1]: repeats rocket'],
    [
      'features: []',
      'features: [{ code: x, name: X, granted: true }, { code: x, name: Y, granted: true }]',
      '61 plans[1].features[1].code: repeats x',
    ],
    [
      'testSystems: Assumed.',
      'testSystem: Assumed.',
      '46 plans[0].notes.testSystem: is not known; did you mean testSystems?',
    ],
    [
      'testSystems: Assumed.',
      'testSystems: [Assumed]',
      '46 plans[0].notes.testSystems: must be text, not a list',
    ],
    [
      'plans:\n',
      'plans: {}\nplan:\n',
      '24 plans: must be a list, not a block',
      '25 plan: is not known; did you mean plans?',
    ],
  ])(
    'a catalog file whose plans have %j changed to %j is read with the fault told',
    (from, to, ...expected) => {
      expect(faultsOf(changed(from, to))).toEqual(expected);
    },
  );
});
