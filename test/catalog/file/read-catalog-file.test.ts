import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';
import { changed, faultsOf, SMALL_CATALOG } from './small-catalog';

describe('readCatalogFile', () => {
  it('a catalog file without a fault is read', () => {
    const { provider, plans } = readCatalogFile(SMALL_CATALOG, 'small.yaml');
    expect(provider.calendars.EUROPE).toEqual({
      timeZone: 'Europe/Vienna',
      holidays: { country: 'AT', state: null },
    });
    expect(provider.releases).toEqual([
      {
        product: 'rocket',
        releases: [
          { version: '1.0.0', releasedOn: '2024-02-29', notesUrl: null, sample: false },
          { version: '1.1.0', releasedOn: '2025-01-01', notesUrl: null, sample: false },
        ],
      },
    ]);
    expect(plans[0]).toEqual({
      code: 'gold',
      name: 'Gold',
      entitlements: {
        maxIncidentsPerYear: 10,
        maxNamedContacts: null,
        maxSatellites: 2,
        distributedSetup: true,
        includedConsultingBlocks: 2,
        additionalConsulting: true,
        consultingDiscountPercent: 5,
        testSystems: true,
        channels: [{ channel: 'PHONE', impacts: ['CRITICAL', 'LOW'], insideWindowsOnly: true }],
        serviceWindows: [
          { weekday: 1, opens: '09:00', closes: '17:00' },
          { weekday: 2, opens: '09:00', closes: '17:00' },
        ],
        responseTargets: [
          { impact: 'CRITICAL', workingMinutes: 60, businessDays: null },
          { impact: 'LOW', workingMinutes: null, businessDays: 2 },
        ],
        products: [{ code: 'rocket', name: 'Rocket', minimumVersion: null }],
        features: [{ code: 'cake', name: 'Cake', granted: false, detail: null }],
        notes: [{ about: 'testSystems', text: 'Assumed.' }],
      },
    });
  });

  it('a catalog file names the notes of a release where it has some', () => {
    const notes = 'https://example.com/rocket/1.1.0';
    const text = SMALL_CATALOG.replace('2025-01-01 }', `2025-01-01, notesUrl: '${notes}' }`);
    const [rocket] = readCatalogFile(text, 'small.yaml').provider.releases;
    expect(rocket!.releases.map(({ notesUrl }) => notesUrl)).toEqual([null, notes]);
  });

  it('a catalog file with activation dates that leave no choice is read', () => {
    const text = SMALL_CATALOG.replace('EarliestDays: 1\n', 'EarliestDays: 30\n').replace(
      'Days: 90',
      'Days: 30',
    );
    expect(faultsOf(text)).toEqual([]);
  });

  it('a catalog file with Windows line ends and a byte order mark is read', () => {
    const windows = `\uFEFF${SMALL_CATALOG.replaceAll('\n', '\r\n')}`;
    expect(readCatalogFile(windows, 'small.yaml')).toEqual(readCatalogFile(SMALL_CATALOG, 'small.yaml'));
  });

  it('all faults of a catalog file are told at once, a rule over several values too where others are malformed', () => {
    const text = SMALL_CATALOG.replace('name: Acme', 'name: 7')
      .replace('activationDefaultDays: 30', 'activationDefaultDays: 300')
      .replace('granted: false', 'granted: maybe')
      .replace('code: none', 'code: gold')
      .replace('channels: []', 'channels: [{ channel: FAX, impacts: any, insideWindowsOnly: true }]')
      .replace('features: []', 'features: []\n    extra: 1');
    expect(faultsOf(text)).toEqual([
      '3 provider.name: must be text, not 7: write it in quotes',
      '11 provider.terms.activationLatestDays: is below activationDefaultDays',
      '44 plans[0].features[0].granted: must be true or false, not "maybe"',
      '47 plans[1].code: repeats gold',
      '57 plans[1].channels[0].channel: must be one of EMAIL, PHONE, WEB, not "FAX"',
      '57 plans[1].channels[0].insideWindowsOnly: needs service windows, of which the plan has none',
      expect.stringMatching(/^62 plans\[1\]\.extra: is not known; known here: code, name, /),
    ]);
  });

  it('a value of a catalog file is not checked against another that is malformed or missing', () => {
    const text = SMALL_CATALOG.replace('code: rocket\n', 'code: Rocket\n')
      .replace('impact: CRITICAL', 'impact: URGENT')
      .replace('impact: LOW', 'impact: any')
      .replace('maxSatellites: 0', '');
    expect(faultsOf(text)).toEqual([
      '19 products[1].code: must be small letters, digits and single hyphens between them',
      '40 plans[0].responseTargets[0].impact: must be one of any, CRITICAL, MEDIUM, LOW, not "URGENT"',
      '47 plans[1].maxSatellites: is missing',
    ]);
  });

  it.each(['', '# nothing but a comment\n', '---\n'])(
    'a catalog file of %j is told that a block is missing',
    (text) => {
      expect(faultsOf(text)).toEqual([
        expect.stringMatching(/ : must be a block of keys and values, not nothing$/),
      ]);
    },
  );

  it('a catalog file with __proto__ has the unknown key that it is', () => {
    expect(faultsOf(`${SMALL_CATALOG}__proto__: { plans: [] }\n`)).toEqual([
      '62 __proto__: is not known; known here: provider, products, plans',
    ]);
  });

  it('the error of a catalog file names the file and all faults in its message', () => {
    expect(() => readCatalogFile(changed('name: Gold', 'name:'), 'small.yaml')).toThrow(
      'small.yaml has 1 fault(s)\n  line 26, plans[0].name: must be text, not nothing',
    );
  });
});
