import fc from 'fast-check';
import { WeeklyWindow } from '../../../src/calendar/weekly-window';
import { responseDueAt } from '../../../src/catalog/domain/service-hours';
import { CHANNELS, Entitlements, IMPACTS, Plan, ResponseTarget } from '../../../src/catalog/domain/plan';
import { isUpgrade, lossesOf } from '../../../src/contracts/domain/plan-comparison';
import { publishedPlan } from '../../support/published-catalog';
import { TRIES } from './arbitrary-dates';

const op5 = publishedPlan('op5', 'premium');

const limit = fc.option(fc.nat(4));
const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
const windowsOf = (days: number, opens: number, closes: number): readonly WeeklyWindow[] =>
  Array.from({ length: days }, (_, day) => ({ weekday: day + 1, opens: hour(opens), closes: hour(closes) }));
/** Windows, and some that are open whenever these are. */
const windowPair = fc
  .tuple(fc.tuple(fc.nat(1), fc.nat(9), fc.nat(9)), fc.tuple(fc.nat(1), fc.nat(9), fc.nat(9)))
  .map(([[days, before, after], [moreDays, earlier, later]]) => ({
    narrow: windowsOf(5 + days, 9 - before, 15 + after),
    wide: windowsOf(5 + Math.max(days, moreDays), 9 - Math.max(before, earlier), 15 + Math.max(after, later)),
  }));
const window = windowPair.map(({ narrow }) => narrow);
const target: fc.Arbitrary<ResponseTarget> = fc.oneof(
  fc.integer({ min: 1, max: 50 }).map((n) => ({ impact: null, workingMinutes: n * 60, businessDays: null })),
  fc.integer({ min: 1, max: 3 }).map((n) => ({ impact: null, workingMinutes: null, businessDays: n })),
);
const channel = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  impacts: fc.option(fc.subarray([...IMPACTS], { minLength: 1 })),
  insideWindowsOnly: fc.boolean(),
});
const product = fc.record({
  code: fc.constantFrom('a', 'b'),
  name: fc.constant('A product'),
  minimumVersion: fc.option(fc.constantFrom('3', '3.9', '3.10')),
});

const entitlements = {
  maxIncidentsPerYear: limit,
  maxNamedContacts: limit,
  maxSatellites: limit,
  distributedSetup: fc.boolean(),
  includedConsultingBlocks: fc.nat(3),
  additionalConsulting: fc.boolean(),
  consultingDiscountPercent: fc.nat(3),
  testSystems: fc.boolean(),
  channels: fc.uniqueArray(channel, { selector: (grant) => grant.channel }),
  serviceWindows: fc.oneof(fc.constant([]), window),
  responseTargets: fc.array(target, { maxLength: 1 }),
  products: fc.uniqueArray(product, { selector: ({ code }) => code }),
};
const names = Object.keys(entitlements) as (keyof typeof entitlements)[];

const plan = fc.record(entitlements).map(withEntitlements);
/** Two plans that differ in two things at most, so that often one is an upgrade of the other. */
const neighbours = fc
  .record({ one: plan, other: plan, differing: fc.subarray(names, { maxLength: 2 }) })
  .map(({ one, other, differing }) => {
    const changes: Partial<Entitlements> = Object.fromEntries(
      differing.map((name) => [name, other.entitlements[name]]),
    );
    return [one, withEntitlements({ ...one.entitlements, ...changes })] as const;
  });

function withEntitlements(changes: Partial<Entitlements>): Plan {
  return { ...op5, entitlements: { ...op5.entitlements, ...changes } };
}

/** What the comparison may look at; two plans alike in it are alike to it. */
function compared({ entitlements }: Plan): string {
  const { channels, serviceWindows, responseTargets, products, ...rest } = entitlements;
  const sorted = (things: readonly object[]) => things.map((thing) => JSON.stringify(thing)).sort();
  const isOpenAlways = serviceWindows.length === 0;
  const grants = channels.map(({ impacts, insideWindowsOnly, ...grant }) => ({
    ...grant,
    impacts: IMPACTS.filter((impact) => impacts === null || impacts.includes(impact)),
    insideWindowsOnly: insideWindowsOnly && !isOpenAlways,
  }));
  const targets = isOpenAlways ? [] : responseTargets;
  return JSON.stringify([rest, sorted(grants), sorted(serviceWindows), targets, sorted(products)]);
}

it('no plan is a downgrade of itself', () => {
  fc.assert(
    fc.property(plan, (one) => expect(lossesOf(one, one)).toEqual([])),
    { numRuns: TRIES },
  );
});

it('two plans that are upgrades of each other are alike in all that is compared', () => {
  let seen = 0;
  fc.assert(
    fc.property(neighbours, ([one, other]) => {
      if (!isUpgrade(one, other)) return;
      seen += 1;
      expect(isUpgrade(other, one)).toBe(compared(one) === compared(other));
    }),
    { numRuns: TRIES },
  );
  expect(seen).toBeGreaterThan(TRIES / 10);
});

it('a target of the other kind that counts as no worse lets no request be due later', () => {
  const receipt = fc.nat(366 * 24 * 60).map((minute) => new Date(Date.UTC(2026, 0, 1, 0, minute)));
  const receipts = fc.array(receipt, { minLength: 1, maxLength: 20 });
  let seen = 0;
  fc.assert(
    fc.property(fc.tuple(target, target), windowPair, receipts, ([from, to], { narrow, wide }, all) => {
      const old = withEntitlements({ responseTargets: [from], serviceWindows: narrow });
      const coming = withEntitlements({ responseTargets: [to], serviceWindows: wide });
      if ((from.businessDays === null) === (to.businessDays === null) || !isUpgrade(old, coming)) return;
      seen += 1;
      for (const receivedAt of all) {
        const due = responseDueAt(old, 'EUROPE', 'LOW', receivedAt)!;
        const dueThen = responseDueAt(coming, 'EUROPE', 'LOW', receivedAt)!;
        expect(dueThen.getTime()).toBeLessThanOrEqual(due.getTime());
      }
    }),
    { numRuns: TRIES },
  );
  expect(seen).toBeGreaterThan(TRIES / 20);
});
