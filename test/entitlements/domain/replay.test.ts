import fc from 'fast-check';
import { Impact, IMPACTS, Plan, CHANNELS } from '../../../src/catalog/domain/plan';
import { contractYearOn } from '../../../src/contracts/domain/contract-year';
import { Replay, replay, Usage } from '../../../src/entitlements/domain/replay';
import { UsedBlock } from '../../../src/entitlements/domain/replay-blocks';
import { Held } from '../../../src/entitlements/domain/replay-held';
import { ReplayFacts } from '../../../src/entitlements/domain/replay-facts';
import { UsedRequest } from '../../../src/entitlements/domain/replay-requests';
import { dateAt, localDate, startOfDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { publishedPlan, publishedProvider } from '../../support/published-catalog';

const [basic, standard, premium] = (['basic', 'standard', 'premium'] as const).map((code) =>
  publishedPlan('it-novum', code),
) as [Plan, Plan, Plan];
const PLANS = [basic, standard, premium];
/** The first contract year of the contract, by Berlin's clock. */
const YEAR_1 = periodOf('2026-03-15', '2027-03-15');

function periodOf(from: string, to: string): ReplayFacts['period'] {
  return { from: berlin(from), to: berlin(to) };
}

function berlin(date: string): Date {
  return startOfDate(localDate(date), 'Europe/Berlin');
}

function factsOf(plan: Plan, changes: Partial<ReplayFacts> = {}): ReplayFacts {
  const plansThen = new Map(PLANS.map((each) => [each.id, each]));
  return {
    state: contract(),
    provider: publishedProvider('it-novum'),
    plan,
    plansThen,
    period: YEAR_1,
    ...changes,
  };
}

function request(receivedAt: string, changes: Partial<UsedRequest> = {}): UsedRequest {
  return {
    receivedAt: new Date(receivedAt),
    contractYear: yearOf(new Date(receivedAt)),
    channel: 'EMAIL',
    impact: 'CRITICAL',
    testSystem: false,
    product: 'znuny',
    productVersion: '6.5',
    responseDueAt: null,
    region: 'EUROPE',
    planId: premium.id,
    ...changes,
  };
}

function block(startsAt: string, changes: Partial<UsedBlock> = {}): UsedBlock {
  return {
    startsAt: new Date(startsAt),
    contractYear: yearOf(new Date(startsAt)),
    source: 'INCLUDED',
    ...changes,
  };
}

function held(since: string, until: string | null = null, planId = premium.id): Held {
  return { since: new Date(since), until: until === null ? null : new Date(until), planId };
}

function yearOf(instant: Date): number {
  return contractYearOn(contract().activatesOn, dateAt(instant, 'Europe/Berlin'))!.number;
}

type AnyUsage = Usage<UsedRequest, UsedBlock, Held, Held>;

function replayed(facts: ReplayFacts, usage: Partial<AnyUsage>): Replay<UsedRequest, UsedBlock, Held, Held> {
  return replay(facts, { requests: [], blocks: [], contacts: [], satellites: [], ...usage });
}

const explanationsOf = (decision: readonly { readonly explanation: string }[]) =>
  decision.map(({ explanation }) => explanation);

describe('requests', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, n) => request(`2026-06-${String(n + 1).padStart(2, '0')}T10:00:00Z`));

  it('above the number of the plan would have been refused, the latest ones', () => {
    const { requests } = replayed(factsOf(basic), { requests: days(7) });
    expect(requests.map(({ refusedBy }) => refusedBy.map(({ rule }) => rule))).toEqual([
      ...Array<string[]>(5).fill([]),
      ...Array<string[]>(2).fill(['INCIDENT_QUOTA_EXHAUSTED']),
    ]);
    expect(explanationsOf(requests[6]!.refusedBy)).toEqual([
      '5 of 5 support requests of the contract year 2026-03-15 to 2027-03-14 are used; the next begins on 2027-03-15.',
    ]);
  });

  it('from before the period count in its first contract year, and are not told', () => {
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

  it('count anew in each contract year', () => {
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
  ])('would have been refused by %s for every rule they fail: %#', (_name, plan, changes, rules) => {
    const { requests } = replayed(factsOf(plan), { requests: [request('2026-06-10T10:00:00Z', changes)] });
    expect(requests[0]!.refusedBy.map(({ rule }) => rule)).toEqual(rules);
  });

  it('that the plan refuses leave their unit to the next', () => {
    const phone = request('2026-06-01T09:00:00Z', { channel: 'PHONE' });
    const { requests } = replayed(factsOf(basic), { requests: [phone, ...days(5)] });
    expect(requests.map(({ refusedBy }) => refusedBy.length)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('are not refused for what became known after they were taken', () => {
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
  ])('would have been due under %s as the plan promises: %#', (_name, plan, impact, due) => {
    const { requests } = replayed(factsOf(plan), { requests: [request('2026-06-10T10:00:00Z', { impact })] });
    expect(requests[0]!.dueUnderPlan?.toISOString() ?? null).toBe(due);
  });
});

describe('consulting blocks', () => {
  const three = ['2026-05-04T08:00:00Z', '2026-06-01T08:00:00Z', '2026-07-06T08:00:00Z'].map((at) =>
    block(at),
  );
  const extras = (facts: ReplayFacts, blocks: readonly UsedBlock[]) =>
    replayed(facts, { blocks }).blocks.map(({ extraBecause }) => extraBecause.map(({ rule }) => rule));

  it('beyond the included ones of the plan are extra, whatever they were', () => {
    const bought = block('2026-08-03T08:00:00Z', { source: 'ADDITIONAL' });
    const extra = ['NO_CONSULTING_BLOCK_LEFT'];
    expect(extras(factsOf(premium), [...three, bought])).toEqual([[], [], [], extra]);
    expect(extras(factsOf(standard), [...three, bought])).toEqual([[], extra, extra, extra]);
    expect(extras(factsOf(basic), [...three, bought])).toEqual([extra, extra, extra, extra]);
  });

  it('of another contract year count there', () => {
    const facts = factsOf(standard, { period: periodOf('2026-03-15', '2028-03-15') });
    expect(extras(facts, [three[0]!, block('2027-04-05T08:00:00Z')])).toEqual([[], []]);
  });

  it('from before the period have used the included ones where they were such', () => {
    const facts = factsOf(standard, { period: periodOf('2026-06-01', '2027-03-15') });
    const extra = ['NO_CONSULTING_BLOCK_LEFT'];
    expect(extras(facts, three)).toEqual([extra, extra]);
    const bought = { ...three[0]!, source: 'ADDITIONAL' as const };
    expect(extras(facts, [bought, three[1]!, three[2]!])).toEqual([[], extra]);
  });
});

describe('contacts and satellites', () => {
  const two = [held('2026-02-10T09:00:00Z'), held('2026-06-01T10:00:00Z')];
  const days = (things: readonly { readonly on: string }[]) => things.map(({ on }) => on);

  it('that do not fit are told with the day, those held before the period with its first', () => {
    const four = [...two, held('2026-07-01T22:30:00Z'), held('2026-08-01T10:00:00Z')];
    const { contactsWithoutRoom } = replayed(factsOf(standard), { contacts: four });
    expect(days(contactsWithoutRoom)).toEqual(['2026-08-01']);
    expect(explanationsOf(contactsWithoutRoom[0]!.because)).toEqual([
      '3 of 3 named contacts of contract K-1 are used.',
    ]);
    const { satellitesWithoutRoom } = replayed(factsOf(basic), { satellites: two });
    expect(days(satellitesWithoutRoom)).toEqual(['2026-03-15', '2026-06-01']);
    expect(satellitesWithoutRoom[0]!.held).toBe(two[0]);
  });

  it('take no room where they do not fit, and make room when they go', () => {
    const replacedAt = '2026-07-01T10:00:00Z';
    const contacts = [
      held('2026-02-10T09:00:00Z', replacedAt),
      held('2026-02-10T09:00:00Z'),
      held('2026-02-10T09:00:00Z'),
      held('2026-06-01T10:00:00Z'),
      held(replacedAt),
      held('2026-08-01T10:00:00Z'),
    ];
    const { contactsWithoutRoom } = replayed(factsOf(standard), { contacts });
    expect(contactsWithoutRoom.map((each) => contacts.indexOf(each.held))).toEqual([3, 5]);
  });
});

describe('against the plan that it had all the time', () => {
  const instant = fc
    .date({
      min: berlin('2026-03-15'),
      max: new Date(berlin('2028-03-15').getTime() - 1),
      noInvalidDate: true,
    })
    .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

  it('nothing would have been otherwise', () => {
    const request = fc.record({
      receivedAt: instant,
      channel: fc.constantFrom(...CHANNELS),
      impact: fc.constantFrom(...IMPACTS),
      testSystem: fc.boolean(),
    });
    const stay = fc.tuple(instant, instant).filter(([one, other]) => one < other);
    fc.assert(
      fc.property(
        fc.constantFrom(...PLANS),
        fc.array(request, { maxLength: 80 }),
        fc.array(instant, { maxLength: 12 }),
        fc.array(stay, { maxLength: 12 }),
        (plan, requests, appointments, stays) => {
          const usage = really(plan, requests, appointments, stays);
          const facts = factsOf(plan, { period: periodOf('2026-03-15', '2028-03-15') });
          const answer = replay(facts, usage);
          expect(answer.requests.filter(({ refusedBy }) => refusedBy.length > 0)).toEqual([]);
          expect(answer.blocks.filter(({ extraBecause }) => extraBecause.length > 0)).toEqual([]);
          expect(answer.contactsWithoutRoom).toEqual([]);
          expect(answer.satellitesWithoutRoom).toEqual([]);
        },
      ),
      { numRuns: process.env.AMBIT_LONG === '1' ? 2_000 : 100 },
    );
  });

  /** As much of it as the plan takes, reckoned here once more. */
  function really(
    plan: Plan,
    requests: readonly Pick<UsedRequest, 'receivedAt' | 'channel' | 'impact' | 'testSystem'>[],
    appointments: readonly Date[],
    stays: readonly (readonly [Date, Date])[],
  ): AnyUsage {
    const { maxIncidentsPerYear, includedConsultingBlocks, maxNamedContacts, maxSatellites } =
      plan.entitlements;
    const taken = firstOfYear(requests, maxIncidentsPerYear!, ({ receivedAt }) => receivedAt);
    const blocks = firstOfYear(appointments, includedConsultingBlocks, (startsAt) => startsAt);
    return {
      requests: taken.map((each) => request(each.receivedAt.toISOString(), { ...each, planId: plan.id })),
      blocks: blocks.map((startsAt) => block(startsAt.toISOString())),
      contacts: fitting(stays, maxNamedContacts!, plan),
      satellites: fitting(stays, maxSatellites!, plan),
    };
  }

  function firstOfYear<Thing>(things: readonly Thing[], limit: number, at: (thing: Thing) => Date): Thing[] {
    const sorted = [...things].sort((one, other) => at(one).getTime() - at(other).getTime());
    return sorted.filter((thing, index) => {
      const earlier = sorted.slice(0, index).filter((other) => yearOf(at(other)) === yearOf(at(thing)));
      return earlier.length < limit;
    });
  }

  function fitting(stays: readonly (readonly [Date, Date])[], limit: number, plan: Plan): Held[] {
    const kept: Held[] = [];
    for (const [since, until] of [...stays].sort(([one], [other]) => one.getTime() - other.getTime())) {
      const there = kept.filter((each) => each.until! > since);
      if (there.length < limit) kept.push({ since, until, planId: plan.id });
    }
    return kept;
  }
});
