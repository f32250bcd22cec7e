import { Impact, Plan } from '../../../src/catalog/domain/plan';
import { UsedBlock } from '../../../src/entitlements/domain/replay-blocks';
import { ReplayFacts } from '../../../src/entitlements/domain/replay-facts';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { basic, block, factsOf, inUse, periodOf, premium, replayed, request, standard } from './usage';

const explanationsOf = (decision: readonly { readonly explanation: string }[]) =>
  decision.map(({ explanation }) => explanation);

describe('requests', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, n) => request(`2026-06-${String(n + 1).padStart(2, '0')}T10:00:00Z`));

  it('requests above the number of the replayed plan would have been refused, the latest ones', () => {
    const { requests } = replayed(factsOf(basic), { requests: days(7) });
    expect(requests.map(({ refusedBy }) => refusedBy.map(({ rule }) => rule))).toEqual([
      ...Array<string[]>(5).fill([]),
      ...Array<string[]>(2).fill(['INCIDENT_QUOTA_EXHAUSTED']),
    ]);
    expect(explanationsOf(requests[6]!.refusedBy)).toEqual([
      '5 of 5 support requests of the contract year 2026-03-15 to 2027-03-14 are used; the next begins on 2027-03-15.',
    ]);
  });

  it('requests from before the replayed period count in its first contract year, and are not told', () => {
    const facts = factsOf(basic, { period: periodOf('2026-06-04', '2027-03-15') });
    const { requests } = replayed(facts, { requests: days(7) });
    expect(requests.map(({ request: { receivedAt } }) => receivedAt.toISOString().slice(0, 10))).toEqual([
      '2026-06-04',
      '2026-06-05',
      '2026-06-06',
      '2026-06-07',
    ]);
    expect(requests.filter(({ refusedBy }) => refusedBy.length > 0)).toHaveLength(2);
  });

  it('requests of a replay count anew in each contract year', () => {
    const late = ['2027-03-14T22:59:59Z', '2027-03-14T23:00:00Z'].map((at) => request(at));
    const facts = factsOf(basic, { period: periodOf('2026-03-15', '2028-03-15') });
    const { requests } = replayed(facts, { requests: [...days(5), ...late] });
    expect(requests.map(({ refusedBy }) => refusedBy.length)).toEqual([0, 0, 0, 0, 0, 1, 0]);
  });

  it.each([
    ['standard', standard, { channel: 'PHONE' as const }, ['CHANNEL_NOT_IN_PLAN']],
    ['basic', basic, { testSystem: true, impact: 'LOW' as const }, ['TEST_SYSTEM_NOT_SUPPORTED']],
    [
      'basic',
      basic,
      { testSystem: true, channel: 'PHONE' as const },
      ['TEST_SYSTEM_NOT_SUPPORTED', 'CHANNEL_NOT_IN_PLAN'],
    ],
    ['premium', premium, { channel: 'PHONE' as const }, []],
  ])(
    'requests of a replay would have been refused by %s for every rule they fail: %#',
    (_name, plan, changes, rules) => {
      const { requests } = replayed(factsOf(plan), { requests: [request('2026-06-10T10:00:00Z', changes)] });
      expect(requests[0]!.refusedBy.map(({ rule }) => rule)).toEqual(rules);
    },
  );

  it('requests that the replayed plan refuses leave their unit to the next', () => {
    const phone = request('2026-06-01T09:00:00Z', { channel: 'PHONE' });
    const { requests } = replayed(factsOf(basic), { requests: [phone, ...days(5)] });
    expect(requests.map(({ refusedBy }) => refusedBy.length)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('requests of a replay are not refused for what became known after they were taken', () => {
    const ended = factsOf(basic, { state: contract({ noticeEndsOn: localDate('2026-06-01') }) });
    const unknownVersion = request('2026-06-10T10:00:00Z', { productVersion: 'latest' });
    const { requests } = replayed(ended, { requests: [unknownVersion] });
    expect(requests[0]!.refusedBy).toEqual([]);
  });

  it.each<[string, Plan, Impact, string | null]>([
    ['standard', standard, 'CRITICAL', '2026-06-10T14:00:00.000Z'],
    ['premium', premium, 'CRITICAL', '2026-06-10T12:00:00.000Z'],
    ['standard', standard, 'MEDIUM', '2026-06-11T10:00:00.000Z'],
    ['basic', basic, 'LOW', null],
  ])(
    'requests of a replay would have been due under %s as the plan promises: %#',
    (_name, plan, impact, due) => {
      const { requests } = replayed(factsOf(plan), {
        requests: [request('2026-06-10T10:00:00Z', { impact })],
      });
      expect(requests[0]!.dueUnderPlan?.toISOString() ?? null).toBe(due);
    },
  );
});

describe('consulting blocks', () => {
  const three = ['2026-05-04T08:00:00Z', '2026-06-01T08:00:00Z', '2026-07-06T08:00:00Z'].map((at) =>
    block(at),
  );
  const extras = (facts: ReplayFacts, blocks: readonly UsedBlock[]) =>
    replayed(facts, { blocks }).blocks.map(({ extraBecause }) => extraBecause.map(({ rule }) => rule));

  it('consulting blocks beyond the included ones of the replayed plan are extra, whatever they were', () => {
    const bought = block('2026-08-03T08:00:00Z', { source: 'ADDITIONAL' });
    const extra = ['NO_CONSULTING_BLOCK_LEFT'];
    expect(extras(factsOf(premium), [...three, bought])).toEqual([[], [], [], extra]);
    expect(extras(factsOf(standard), [...three, bought])).toEqual([[], extra, extra, extra]);
    expect(extras(factsOf(basic), [...three, bought])).toEqual([extra, extra, extra, extra]);
  });

  it('consulting blocks of another contract year than the replayed one count there', () => {
    const facts = factsOf(standard, { period: periodOf('2026-03-15', '2028-03-15') });
    expect(extras(facts, [three[0]!, block('2027-04-05T08:00:00Z')])).toEqual([[], []]);
  });

  it('consulting blocks from before the replayed period have used the included ones where they were such', () => {
    const facts = factsOf(standard, { period: periodOf('2026-06-01', '2027-03-15') });
    const extra = ['NO_CONSULTING_BLOCK_LEFT'];
    expect(extras(facts, three)).toEqual([extra, extra]);
    const bought = { ...three[0]!, source: 'ADDITIONAL' as const };
    expect(extras(facts, [bought, three[1]!, three[2]!])).toEqual([[], extra]);
  });
});

describe('contacts and satellites', () => {
  const two = [inUse('2026-02-10T09:00:00Z'), inUse('2026-06-01T10:00:00Z')];
  const days = (things: readonly { readonly on: string }[]) => things.map(({ on }) => on);

  it('contacts and satellites that do not fit the replayed plan are told with the day, those in use before the period with its first', () => {
    const four = [...two, inUse('2026-07-01T22:30:00Z'), inUse('2026-08-01T10:00:00Z')];
    const { contactsWithoutRoom } = replayed(factsOf(standard), { contacts: four });
    expect(days(contactsWithoutRoom)).toEqual(['2026-08-01']);
    expect(explanationsOf(contactsWithoutRoom[0]!.because)).toEqual([
      '3 of 3 named contacts of contract K-1 are used. Remove or replace a contact.',
    ]);
    const { satellitesWithoutRoom } = replayed(factsOf(basic), { satellites: two });
    expect(days(satellitesWithoutRoom)).toEqual(['2026-03-15', '2026-06-01']);
    expect(satellitesWithoutRoom[0]!.thing).toBe(two[0]);
  });

  it('contacts and satellites of a replay take no room where they do not fit, and make room when they go', () => {
    const replacedAt = '2026-07-01T10:00:00Z';
    const contacts = [
      inUse('2026-02-10T09:00:00Z', replacedAt),
      inUse('2026-02-10T09:00:00Z'),
      inUse('2026-02-10T09:00:00Z'),
      inUse('2026-06-01T10:00:00Z'),
      inUse(replacedAt),
      inUse('2026-08-01T10:00:00Z'),
    ];
    const { contactsWithoutRoom } = replayed(factsOf(standard), { contacts });
    expect(contactsWithoutRoom.map((each) => contacts.indexOf(each.thing))).toEqual([3, 5]);
  });
});

describe('opening entries', () => {
  const opening = {
    contractYear: 1,
    incidents: 4,
    includedBlocks: 2,
    recordedAt: new Date('2026-06-10T10:00:00Z'),
  };
  const requests = ['11', '12', '13'].map((day) => request(`2026-06-${day}T10:00:00Z`));
  const refusals = ({ requests: all }: { requests: readonly { refusedBy: readonly object[] }[] }) =>
    all.map(({ refusedBy }) => refusedBy.length);

  it('an opening entry takes up units of its contract year before the requests that follow it', () => {
    const result = replayed(factsOf(basic), { openings: [opening], requests });
    expect(refusals(result)).toEqual([0, 1, 1]);
    expect(result.openings).toMatchObject([{ incidents: 4, refusedRequests: 0, refusedBy: [] }]);
    expect(explanationsOf(result.requests[1]!.refusedBy)).toEqual([
      expect.stringMatching(/^5 of 5 support requests/),
    ]);
  });

  it('an opening entry beyond the number of the replayed plan is refused in part, with the reason', () => {
    const large = { ...opening, incidents: 9 };
    const result = replayed(factsOf(basic), { openings: [large], requests: requests.slice(0, 1) });
    expect(result.openings).toMatchObject([{ refusedRequests: 4, extraBlocks: 2 }]);
    expect(explanationsOf(result.openings[0]!.refusedBy)).toEqual([
      expect.stringMatching(
        /^5 of 5 support requests of the contract year 2026-03-15 to 2027-03-14 are used/,
      ),
    ]);
    expect(result.openings[0]!.extraBecause.map(({ rule }) => rule)).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    expect(refusals(result)).toEqual([1]);
  });

  it('an opening entry takes up included blocks before the appointments of its contract year', () => {
    const { blocks } = replayed(factsOf(premium), {
      openings: [opening],
      blocks: [block('2026-07-01T08:00:00Z'), block('2026-07-02T08:00:00Z')],
    });
    expect(blocks.map(({ extraBecause }) => extraBecause.length)).toEqual([0, 1]);
  });

  it('an opening entry from before the replayed period was taken whole, and is not told', () => {
    const facts = factsOf(basic, { period: periodOf('2026-06-11', '2027-03-15') });
    const result = replayed(facts, {
      openings: [{ ...opening, incidents: 9 }],
      requests: requests.slice(0, 1),
    });
    expect(result.openings).toEqual([]);
    expect(refusals(result)).toEqual([1]);
  });

  it('an opening entry is replayed with a period that its use may lie in, though it was recorded later', () => {
    const facts = factsOf(basic, { period: periodOf('2026-03-15', '2026-05-01') });
    expect(replayed(facts, { openings: [opening] }).openings).toHaveLength(1);
    const before = factsOf(basic, { period: periodOf('2026-01-01', '2026-03-15') });
    expect(replayed(before, { openings: [opening] }).openings).toEqual([]);
  });

  it('an opening entry of a plan without a number is taken whole', () => {
    const unlimited = { ...basic, entitlements: { ...basic.entitlements, maxIncidentsPerYear: null } };
    const { openings } = replayed(factsOf(unlimited), { openings: [{ ...opening, incidents: 900 }] });
    expect(openings).toMatchObject([{ refusedRequests: 0, refusedBy: [] }]);
  });
});
