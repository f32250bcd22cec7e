import fc from 'fast-check';
import { CHANNELS, IMPACTS, Plan } from '../../../src/catalog/domain/plan';
import { replay } from '../../../src/entitlements/domain/replay';
import { InUse } from '../../../src/entitlements/domain/replay-in-use';
import { UsedRequest } from '../../../src/entitlements/domain/replay-requests';
import { AnyUsage, berlin, block, factsOf, periodOf, PLANS, request, yearOf } from './usage';

describe('against the plan that it had all the time', () => {
  const instant = fc
    .date({
      min: berlin('2026-03-15'),
      max: new Date(berlin('2028-03-15').getTime() - 1),
      noInvalidDate: true,
    })
    .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

  it('against the plan that a contract had all the time nothing would have been otherwise', () => {
    const anyRequest = fc.record({
      receivedAt: instant,
      channel: fc.constantFrom(...CHANNELS),
      impact: fc.constantFrom(...IMPACTS),
      testSystem: fc.boolean(),
    });
    const stay = fc.tuple(instant, instant).filter(([one, other]) => one < other);
    fc.assert(
      fc.property(
        fc.constantFrom(...PLANS),
        fc.array(anyRequest, { maxLength: 80 }),
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

  /** As much of it as the plan takes, computed here once more. */
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
      openings: [],
    };
  }

  function firstOfYear<Thing>(things: readonly Thing[], limit: number, at: (thing: Thing) => Date): Thing[] {
    const sorted = [...things].sort((one, other) => at(one).getTime() - at(other).getTime());
    return sorted.filter((thing, index) => {
      const earlier = sorted.slice(0, index).filter((other) => yearOf(at(other)) === yearOf(at(thing)));
      return earlier.length < limit;
    });
  }

  function fitting(stays: readonly (readonly [Date, Date])[], limit: number, plan: Plan): InUse[] {
    const kept: InUse[] = [];
    for (const [since, until] of [...stays].sort(([one], [other]) => one.getTime() - other.getTime())) {
      const there = kept.filter((each) => each.until! > since);
      if (there.length < limit) kept.push({ since, until, planId: plan.id });
    }
    return kept;
  }
});
