import fc from 'fast-check';
import { Release } from '../../../src/catalog/domain/provider';
import { productSupport } from '../../../src/catalog/domain/version-policy';
import { addDays, LocalDate, localDate } from '../../../src/shared/domain/local-date';

const RUNS = process.env.AMBIT_LONG === '1' ? 5_000 : 300;
/** Six years with 29 February 2020 and 2024 in them. */
const FIRST_DAY = localDate('2019-06-01');
const day = fc.nat({ max: 2_200 }).map((days) => addDays(FIRST_DAY, days));

const release: fc.Arbitrary<Release> = fc.record({
  version: fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 2 }), fc.nat({ max: 2 }))
    .map((parts) => parts.join('.')),
  releasedOn: fc.oneof(day, fc.constantFrom('2020-02-29', '2024-02-29').map(localDate)),
  notesUrl: fc.constant(null),
  sample: fc.constant(true),
});
const history = fc.uniqueArray(release, { minLength: 1, maxLength: 12, selector: ({ version }) => version });

/** The same day a number of years later, and 28 February for a 29th that the year has not. */
function yearsAfter(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years;
  const isLeapDayMissing = date.endsWith('-02-29') && year % 4 !== 0;
  return isLeapDayMissing ? `${year}-02-28` : `${year}${date.slice(4)}`;
}

function majorOf({ version }: Release): string {
  return version.split('.')[0]!;
}

/** The policy sentence by sentence: is the release supported on a day, if what is out is `out` and stays so? */
function isSupported(out: readonly Release[], asked: Release, on: string): boolean {
  const initial = (major: string) =>
    out
      .filter((one) => majorOf(one) === major)
      .map((one) => one.releasedOn)
      .sort()[0]!;
  const majors = [...new Set(out.map(majorOf))].sort();
  const own = initial(majorOf(asked));
  const successor = majors
    .filter((major) => major > majorOf(asked))
    .map(initial)
    .sort()[0];
  const isYoung = on < yearsAfter(own, 1);
  const isOfMajor = on < yearsAfter(own, 2) && (successor === undefined || on < successor);
  const ofPrevious = out
    .filter((one) => majorOf(one) === majors.at(-2))
    .map((one) => one.version)
    .sort();
  const isLatest = asked.version === ofPrevious.at(-1) && on < yearsAfter(asked.releasedOn, 2);
  return isYoung || isOfMajor || isLatest || isCurrent(out, asked);
}

function isCurrent(out: readonly Release[], asked: Release): boolean {
  return out.every((one) => one.version <= asked.version);
}

function firstDayWithout(out: readonly Release[], asked: Release, from: LocalDate): LocalDate | null {
  if (isCurrent(out, asked)) return null;
  let on = from;
  while (isSupported(out, asked, on)) on = addDays(on, 1);
  return on;
}

describe('productSupport, against the policy walked day by day', () => {
  it('productSupport supports the same releases as the policy walked day by day, until the same day', () => {
    fc.assert(
      fc.property(history, fc.nat(), day, (releases, pick, on) => {
        const asked = releases[pick % releases.length]!;
        const out = releases.filter(({ releasedOn }) => releasedOn <= on);
        const support = productSupport(releases, asked.version, on);
        if (!out.includes(asked)) return expect(support.reason).toBe('UNKNOWN_VERSION');
        expect(support.supported).toBe(isSupported(out, asked, on));
        expect(support.until).toBe(support.supported ? firstDayWithout(out, asked, on) : null);
      }),
      { numRuns: RUNS },
    );
  });

  it('productSupport answers for a day the same, whatever is released after it and in whatever order releases are listed', () => {
    fc.assert(
      fc.property(history, fc.nat(), day, (releases, pick, on) => {
        const { version } = releases[pick % releases.length]!;
        const out = releases.filter(({ releasedOn }) => releasedOn <= on);
        expect(productSupport(out.reverse(), version, on)).toEqual(productSupport(releases, version, on));
      }),
      { numRuns: RUNS },
    );
  });
});
