import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productSupport } from '../../../src/catalog/domain/version-policy';
import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';
import { localDate } from '../../../src/shared/domain/local-date';

const { provider, plans } = readCatalogFile(
  readFileSync(join(__dirname, '../../../catalog/op5.yaml'), 'utf8'),
  'op5.yaml',
);
const [basic, standard, premium] = plans.map((plan) => plan.entitlements);
const column = <Value>(read: (entitlements: NonNullable<typeof basic>) => Value) =>
  plans.map((plan) => read(plan.entitlements));

/** Domain section 3. Columns: Basic, Standard, Premium. */
describe('the catalog of OP5', () => {
  it('the catalog of OP5 is of the provider', () => {
    expect(provider).toMatchObject({
      code: 'op5',
      name: 'OP5',
      timeZone: 'Europe/Stockholm',
      referencePrefix: 'OP5',
      partnerCustomersStartAtLine: 2,
      calendars: {
        EUROPE: { timeZone: 'Europe/Stockholm', holidays: null },
        AMERICAS: { timeZone: 'America/Chicago', holidays: null },
      },
    });
  });

  it('the catalog of OP5 has the terms that are assumed, each with a note', () => {
    const terms = {
      minimumTermMonths: 12,
      noticeDays: 60,
      activationEarliestDays: 1,
      activationLatestDays: 90,
      activationDefaultDays: 30,
      contactsDueDays: 5,
    };
    expect(provider.terms).toEqual(terms);
    const noted = provider.notes.map(({ about }) => about);
    expect(noted).toEqual(expect.arrayContaining(Object.keys(terms).map((key) => `terms.${key}`)));
  });

  it.each([
    ['maxIncidentsPerYear', null, null, null],
    ['maxNamedContacts', 1, 4, 15],
    ['maxSatellites', 0, null, null],
    ['distributedSetup', false, true, true],
    ['includedConsultingBlocks', 0, 0, 0],
    ['additionalConsulting', false, false, false],
    ['consultingDiscountPercent', 0, 0, 0],
    ['testSystems', true, true, true],
  ] as const)('the plans of OP5 grant %s', (key, ...expected) => {
    expect(column((entitlements) => entitlements[key])).toEqual(expected);
  });

  it('the catalog of OP5 promises a response whatever the impact', () => {
    expect(column(({ responseTargets }) => responseTargets)).toEqual([
      [{ impact: null, workingMinutes: null, businessDays: 3 }],
      [{ impact: null, workingMinutes: null, businessDays: 1 }],
      [{ impact: null, workingMinutes: 240, businessDays: null }],
    ]);
  });

  it('the catalog of OP5 has business hours, and is open around the clock in Premium', () => {
    const businessHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }));
    const aroundTheClock = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      opens: '00:00',
      closes: '24:00',
    }));
    expect(basic?.serviceWindows).toEqual(businessHours);
    expect(standard?.serviceWindows).toEqual(businessHours);
    expect(premium?.serviceWindows).toEqual(aroundTheClock);
    expect(column(({ allLinesWindows }) => allLinesWindows)).toEqual([undefined, undefined, businessHours]);
  });

  it('the catalog of OP5 takes requests by email and online, and by phone inside the hours of Standard and Premium', () => {
    const email = { channel: 'EMAIL', impacts: null, insideWindowsOnly: false };
    const web = { channel: 'WEB', impacts: null, insideWindowsOnly: false };
    const phone = { channel: 'PHONE', impacts: null, insideWindowsOnly: true };
    expect(column(({ channels }) => channels)).toEqual([
      [email, web],
      [email, web, phone],
      [email, web, phone],
    ]);
  });

  it.each([
    ['online-self-help', true, true, true],
    ['out-of-hours-support', false, false, true],
    ['remote-assistance', false, true, true],
    ['webinar', false, false, true],
    ['priority-case-process', false, false, true],
    ['crash-and-block-fixes', true, true, true],
  ])('the catalog of OP5 lists the feature %s', (code, ...expected) => {
    const granted = column(({ features }) => features.find((feature) => feature.code === code)?.granted);
    expect(granted).toEqual(expected);
  });

  it('the catalog of OP5 tells what remote assistance and support outside business hours consist of', () => {
    const detail = (code: string) =>
      column(({ features }) => features.find((feature) => feature.code === code)?.detail);
    expect(detail('remote-assistance')).toEqual([
      null,
      'Through a secure tunnel.',
      'Through a secure tunnel or by other means.',
    ]);
    expect(detail('out-of-hours-support')).toEqual([null, null, 'First line only.']);
  });

  it('the catalog of OP5 supports the same products in every plan, all of them under the version policy', () => {
    const codes = ['op5-monitor', 'op5-monitor-extensions', 'op5-agents'];
    expect(column(({ products }) => products.map(({ code }) => code))).toEqual([codes, codes, codes]);
    expect(provider.releases.map(({ product }) => product)).toEqual(codes);
    const noted = provider.notes.map(({ about }) => about);
    expect(noted).toEqual(expect.arrayContaining(codes.map((code) => `products.${code}.releases`)));
  });

  it.each([
    ['op5-monitor', '9.1.1', 'CURRENT_MAJOR'],
    ['op5-monitor', '8.2.2', 'LATEST_OF_PREVIOUS_MAJOR'],
    ['op5-monitor', '8.2.1', 'UNSUPPORTED'],
    ['op5-agents', '3.0.0', 'WITHIN_FIRST_YEAR'],
    ['op5-agents', '5.0.0', 'UNKNOWN_VERSION'],
  ])(
    'the catalog of OP5 shows every answer of the version policy: %s %s is %s',
    (product, version, reason) => {
      const releases = provider.releases.find((one) => one.product === product)?.releases ?? [];
      expect(productSupport(releases, version, localDate('2026-11-21')).reason).toBe(reason);
    },
  );
});
