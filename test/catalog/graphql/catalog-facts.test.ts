import { GraphQLClient } from 'graphql-request';
import { useServer } from '../../support/test-server';

const server = useServer();
let client: GraphQLClient;

beforeAll(async () => {
  client = await server.as('BILLING');
});

async function provider<T>(code: string, selection: string): Promise<T> {
  const document = `query ($code: String!) { provider(code: $code) { ${selection} } }`;
  return (await client.request<{ provider: T }>(document, { code })).provider;
}

interface PlanFacts {
  readonly code: string;
  readonly [field: string]: unknown;
}

async function plansOf(code: string, selection: string): Promise<Readonly<Record<string, unknown>>> {
  const { plans } = await provider<{ plans: PlanFacts[] }>(code, `plans { code ${selection} }`);
  return Object.fromEntries(plans.map(({ code: plan, ...facts }) => [plan, facts]));
}

const TERMS = {
  minimumTermMonths: 12,
  noticeDays: 60,
  activationFromDays: 1,
  activationToDays: 90,
  activationDefaultDays: 30,
  firstContactWithinDays: 5,
};
const EMAIL = { channel: 'EMAIL', impacts: ['CRITICAL', 'MEDIUM', 'LOW'], insideServiceWindowOnly: false };
const WEB = { ...EMAIL, channel: 'WEB' };
const PHONE_IN_HOURS = { ...EMAIL, channel: 'PHONE', insideServiceWindowOnly: true };

const week = (days: number, opens: string, closes: string) =>
  Array.from({ length: days }, (_day, index) => ({ weekday: index + 1, opens, closes }));
const always = (windows: object[]) => ({ firstLine: windows, allLines: windows });

describe('a plan tells', () => {
  it.each(['it-novum', 'op5'])('a plan tells its terms, of %s', async (code) => {
    const terms = { terms: TERMS };
    const selection = `terms { ${Object.keys(TERMS).join(' ')} }`;
    expect(await plansOf(code, selection)).toEqual({ basic: terms, standard: terms, premium: terms });
  });

  it('a plan tells for which impacts and at which hours a channel is open', async () => {
    const selection = 'channelTerms { channel impacts insideServiceWindowOnly }';
    expect(await plansOf('it-novum', selection)).toEqual({
      basic: { channelTerms: [EMAIL] },
      standard: { channelTerms: [EMAIL] },
      premium: { channelTerms: [EMAIL, { ...PHONE_IN_HOURS, impacts: ['CRITICAL'] }] },
    });
    expect(await plansOf('op5', selection)).toEqual({
      basic: { channelTerms: [EMAIL, WEB] },
      standard: { channelTerms: [EMAIL, WEB, PHONE_IN_HOURS] },
      premium: { channelTerms: [EMAIL, WEB, PHONE_IN_HOURS] },
    });
  });

  it('a plan tells when which lines are there', async () => {
    const windows = '{ weekday opens closes }';
    const selection = `supportLines(region: AMERICAS) { firstLine ${windows} allLines ${windows} }`;
    expect(await plansOf('it-novum', selection)).toEqual({
      basic: { supportLines: always([]) },
      standard: { supportLines: always(week(5, '09:00', '17:00')) },
      premium: { supportLines: always(week(5, '08:00', '18:00')) },
    });
    const business = week(5, '08:00', '17:00');
    expect(await plansOf('op5', selection)).toEqual({
      basic: { supportLines: always(business) },
      standard: { supportLines: always(business) },
      premium: { supportLines: { firstLine: week(7, '00:00', '24:00'), allLines: business } },
    });
  });

  it('a plan tells the zone of each region, of Europe where none is given', async () => {
    const selection = 'none: timeZone null: timeZone(region: null) americas: timeZone(region: AMERICAS)';
    const zones = async (code: string) => (await plansOf(code, selection))['basic'];
    expect(await zones('op5')).toEqual({
      none: 'Europe/Stockholm',
      null: 'Europe/Stockholm',
      americas: 'America/Chicago',
    });
    expect(await zones('it-novum')).toEqual({
      none: 'Europe/Berlin',
      null: 'Europe/Berlin',
      americas: 'Europe/Berlin',
    });
  });

  it('a plan of OP5 tells what its subscription includes', async () => {
    const plans = await plansOf('op5', 'features { code granted }');
    for (const code of [
      'updates',
      'upgrades',
      'extensions',
      'enhancements',
      'knowledge-base',
      'technical-support',
      'crash-and-block-fixes',
      'other-bug-fixes',
    ])
      for (const { features } of Object.values(plans) as { features: object[] }[])
        expect(features).toContainEqual({ code, granted: true });
  });
});

describe('a provider tells', () => {
  it('a provider tells its products, and from which version they are supported', async () => {
    const selection = 'products { code name supportedFrom releases { version } }';
    const { products } = await provider<{ products: object[] }>('it-novum', selection);
    expect(products).toEqual([
      {
        code: 'openitcockpit-enterprise',
        name: 'openITCOCKPIT Enterprise with its modules',
        supportedFrom: '3',
        releases: [],
      },
      {
        code: 'znuny',
        name: 'Znuny / OTRS Community Edition with the extensions by it-novum',
        supportedFrom: null,
        releases: [],
      },
      {
        code: 'i-doit-pro',
        name: 'i-doit pro with its modules and the JDisc connection',
        supportedFrom: null,
        releases: [],
      },
      {
        code: 'connectors',
        name: 'Connectors between openITCOCKPIT, Znuny and i-doit',
        supportedFrom: null,
        releases: [],
      },
    ]);
  });

  it('a provider tells its releases, and that they are samples', async () => {
    const selection = 'products { code releases { version releasedOn notesUrl sample } }';
    const { products } = await provider<{ products: { code: string; releases: object[] }[] }>(
      'op5',
      selection,
    );
    expect(products.map(({ code }) => code)).toEqual(['op5-monitor', 'op5-monitor-extensions', 'op5-agents']);
    const newest = { version: '9.1.1', releasedOn: '2026-10-19', notesUrl: null, sample: true };
    expect(products[0]!.releases.at(-1)).toEqual(newest);
  });

  it('a provider tells its holidays, by region', async () => {
    const selection =
      'holidays(year: 2026) { on name } americas: holidays(year: 2026, region: AMERICAS) { on }';
    expect(await provider('it-novum', selection)).toMatchObject({
      holidays: [
        { on: '2026-01-01', name: "New Year's Day" },
        { on: '2026-04-03', name: 'Good Friday' },
        { on: '2026-04-06', name: 'Easter Monday' },
        { on: '2026-05-01', name: expect.any(String) },
        { on: '2026-05-14', name: 'Ascension Day' },
        { on: '2026-05-25', name: expect.any(String) },
        { on: '2026-06-04', name: 'Corpus Christi' },
        { on: '2026-10-03', name: expect.any(String) },
        { on: '2026-12-25', name: expect.any(String) },
        { on: '2026-12-26', name: expect.any(String) },
      ],
    });
    expect(await provider('op5', selection)).toEqual({ holidays: [], americas: [] });
  });

  it.each([1969, 2900, -1])('a provider tells no holidays of the year %i', async (year) => {
    const { errors } = await client
      .request(`{ provider(code: "op5") { holidays(year: ${year}) { on } } }`)
      .then(
        () => ({ errors: [] }),
        (error: { response: { errors: { message: string; path: string[] }[] } }) => error.response,
      );
    expect(errors).toMatchObject([
      { message: expect.stringContaining('year must be from 1970 to 2899'), path: ['provider', 'holidays'] },
    ]);
  });

  it('a provider tells where its support is reached, as far as it is known', async () => {
    const selection = 'support { url email phone }';
    expect(await provider('op5', selection)).toEqual({
      support: { url: null, email: null, phone: '+46 31-352 56 50' },
    });
    expect(await provider('it-novum', selection)).toEqual({ support: null });
  });

  it.each([
    [
      'it-novum',
      [
        'submission',
        'web-portal',
        'suite',
        'designation',
        'first-response',
        'no-resolution-time',
        'impact-critical',
        'impact-medium',
        'impact-low',
        'support-and-consulting',
        'consulting-blocks',
      ],
    ],
    [
      'op5',
      [
        'submission',
        'contacting-hours',
        'business-hours',
        'upgrade',
        'reference',
        'process-first-call',
        'process-work',
        'process-escalation',
        'process-resolution',
        'bug-fixes',
        'version-numbers',
        'obligations',
        'obligation-report',
        'obligation-channel',
        'obligation-symptoms',
        'obligation-guidelines',
        'obligation-access',
        'obligation-testing',
        'next-steps',
      ],
    ],
  ])('a provider tells what people have to know: %s', async (code, codes) => {
    const { texts } = await provider<{ texts: { code: string; title: string; text: string }[] }>(
      code,
      'texts { code title text }',
    );
    expect(texts.map((text) => text.code)).toEqual(codes);
    for (const { title, text } of texts)
      expect([title, text]).toEqual([expect.any(String), expect.any(String)]);
  });
});
