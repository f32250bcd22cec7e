import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';

const { provider, plans } = readCatalogFile(
  readFileSync(join(__dirname, '../../../catalog/it-novum.yaml'), 'utf8'),
  'it-novum.yaml',
);
const [basic, standard, premium] = plans.map((plan) => plan.entitlements);
const column = <Value>(read: (entitlements: NonNullable<typeof basic>) => Value) =>
  plans.map((plan) => read(plan.entitlements));

/** Domain section 2. Columns: Basic, Standard, Premium. */
describe('the catalog of it-novum', () => {
  it('the catalog of it-novum is of the provider', () => {
    const hesse = { timeZone: 'Europe/Berlin', holidays: { country: 'DE', state: 'HE' } };
    expect(provider).toMatchObject({
      code: 'it-novum',
      name: 'it-novum',
      timeZone: 'Europe/Berlin',
      referencePrefix: 'ITN',
      partnerCustomersStartAtLine: 1,
      calendars: { EUROPE: hesse, AMERICAS: hesse },
      releases: [],
    });
  });

  it('the catalog of it-novum has the terms', () => {
    expect(provider.terms).toEqual({
      minimumTermMonths: 12,
      noticeDays: 60,
      activationEarliestDays: 1,
      activationLatestDays: 90,
      activationDefaultDays: 30,
      contactsDueDays: 5,
    });
  });

  it('the catalog of it-novum has three plans', () => {
    expect(plans.map(({ code, name }) => [code, name])).toEqual([
      ['basic', 'Basic'],
      ['standard', 'Standard'],
      ['premium', 'Premium'],
    ]);
  });

  it.each([
    ['maxIncidentsPerYear', 5, 25, 50],
    ['maxNamedContacts', 3, 3, 3],
    ['maxSatellites', 0, 5, 10],
    ['distributedSetup', true, true, true],
    ['includedConsultingBlocks', 0, 1, 3],
    ['additionalConsulting', true, true, true],
    ['consultingDiscountPercent', 0, 5, 10],
    ['testSystems', false, true, true],
  ] as const)('the plans of it-novum grant %s', (key, ...expected) => {
    expect(column((entitlements) => entitlements[key])).toEqual(expected);
  });

  it('the catalog of it-novum promises response times in minutes of the service window', () => {
    const target = (impact: string, workingMinutes: number) => ({
      impact,
      workingMinutes,
      businessDays: null,
    });
    expect(basic?.responseTargets).toEqual([]);
    expect(standard?.responseTargets).toEqual([
      target('CRITICAL', 240),
      target('MEDIUM', 480),
      target('LOW', 720),
    ]);
    expect(premium?.responseTargets).toEqual([
      target('CRITICAL', 120),
      target('MEDIUM', 240),
      target('LOW', 720),
    ]);
  });

  it('the catalog of it-novum has service windows from Monday to Friday', () => {
    const week = (opens: string, closes: string) =>
      [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }));
    expect(basic?.serviceWindows).toEqual([]);
    expect(standard?.serviceWindows).toEqual(week('09:00', '17:00'));
    expect(premium?.serviceWindows).toEqual(week('08:00', '18:00'));
  });

  it('the catalog of it-novum takes requests by email, and critical ones by phone inside the window of Premium', () => {
    const email = { channel: 'EMAIL', impacts: null, insideWindowsOnly: false };
    const phone = { channel: 'PHONE', impacts: ['CRITICAL'], insideWindowsOnly: true };
    expect(column(({ channels }) => channels)).toEqual([[email], [email], [email, phone]]);
  });

  it('the catalog of it-novum supports the same products in every plan', () => {
    const minimumVersions = column(({ products }) => products.map((one) => [one.code, one.minimumVersion]));
    const all = [
      ['openitcockpit-enterprise', '3'],
      ['znuny', null],
      ['i-doit-pro', null],
      ['connectors', null],
    ];
    expect(minimumVersions).toEqual([all, all, all]);
  });

  it('the catalog of it-novum says that no resolution time is promised', () => {
    const granted = column(({ features }) => features.map((feature) => [feature.code, feature.granted]));
    expect(granted).toEqual([
      [['resolution-time', false]],
      [['resolution-time', false]],
      [['resolution-time', false]],
    ]);
  });

  it('the catalog of it-novum says of every assumed value that it is one', () => {
    expect(column(({ notes }) => notes.map(({ about }) => about))).toEqual([
      ['maxIncidentsPerYear', 'maxNamedContacts', 'additionalConsulting', 'testSystems'],
      [
        'maxIncidentsPerYear',
        'maxNamedContacts',
        'includedConsultingHoursPerYear',
        'additionalConsulting',
        'testSystems',
      ],
      ['maxIncidentsPerYear', 'maxNamedContacts', 'includedConsultingHoursPerYear', 'additionalConsulting'],
    ]);
    expect(provider.notes.map(({ about }) => about)).toEqual([
      'partnerCustomersStartAtLine',
      'terms.noticeDays',
      'calendars.AMERICAS.timeZone',
      'calendars.AMERICAS.holidays',
    ]);
  });
});
