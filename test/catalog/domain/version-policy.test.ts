import { productSupport } from '../../../src/catalog/domain/version-policy';
import { Release } from '../../../src/catalog/domain/provider';
import { localDate } from '../../../src/shared/domain/local-date';

function releases(table: Readonly<Record<string, string>>): readonly Release[] {
  return Object.entries(table).map(([version, date]) => ({
    version,
    releasedOn: localDate(date),
    notesUrl: null,
    sample: true,
  }));
}

function answer(history: readonly Release[], version: string, on: string): string {
  const { supported, reason, until } = productSupport(history, version, localDate(on));
  expect(supported).toBe(reason !== 'UNSUPPORTED' && reason !== 'UNKNOWN_VERSION');
  return `${reason} ${until ?? '-'}`;
}

/** Major 8 is replaced when it is 15 months old, major 7 when it is more than 2 years old. */
const ordinary = releases({
  '7.0.0': '2020-03-10',
  '7.1.0': '2021-05-20',
  '8.0.0': '2023-01-16',
  '8.1.0': '2023-09-04',
  '8.1.1': '2024-02-12',
  '9.0.0': '2024-04-22',
  '9.0.1': '2024-06-03',
});

/** Major 5 is replaced when it is 3 months old, major 6 when it is 1 month old. */
const hasty = releases({
  '5.0.0': '2024-01-10',
  '5.1.0': '2024-02-10',
  '6.0.0': '2024-04-10',
  '7.0.0': '2024-05-10',
});

describe('productSupport', () => {
  it.each([
    // A current major: from its initial release on, for 2 years.
    ['8.0.0', '2023-01-15', 'UNKNOWN_VERSION -'],
    ['8.0.0', '2023-01-16', 'CURRENT_MAJOR -'],
    ['8.0.0', '2024-04-21', 'CURRENT_MAJOR 2025-01-16'],
    ['9.0.0', '2026-04-21', 'CURRENT_MAJOR 2026-04-22'],
    ['9.0.0', '2026-04-22', 'UNSUPPORTED -'],
    // The current release, whatever its age.
    ['9.0.1', '2026-04-21', 'CURRENT_MAJOR -'],
    ['9.0.1', '2036-04-22', 'CURRENT_MAJOR -'],
    // Until a new major is released.
    ['8.1.0', '2024-04-21', 'CURRENT_MAJOR 2025-01-16'],
    ['8.1.0', '2024-04-22', 'UNSUPPORTED -'],
    // The latest version of the previous major: 2 years from its own release.
    ['8.1.1', '2024-04-21', 'CURRENT_MAJOR -'],
    ['8.1.1', '2024-04-22', 'LATEST_OF_PREVIOUS_MAJOR 2026-02-12'],
    ['8.1.1', '2026-02-11', 'LATEST_OF_PREVIOUS_MAJOR 2026-02-12'],
    ['8.1.1', '2026-02-12', 'UNSUPPORTED -'],
    ['7.0.0', '2022-03-09', 'CURRENT_MAJOR 2022-03-10'],
    ['7.0.0', '2022-03-10', 'UNSUPPORTED -'],
    ['7.1.0', '2023-01-15', 'CURRENT_MAJOR -'],
    ['7.1.0', '2023-01-16', 'LATEST_OF_PREVIOUS_MAJOR 2023-05-20'],
    ['7.1.0', '2023-05-19', 'LATEST_OF_PREVIOUS_MAJOR 2023-05-20'],
    ['7.1.0', '2023-05-20', 'UNSUPPORTED -'],
    ['7.0.0', '2023-01-16', 'UNSUPPORTED -'],
    // Two majors down nothing is left.
    ['7.1.0', '2024-04-22', 'UNSUPPORTED -'],
  ])('in an ordinary history of releases %s on %s is %s', (version, on, expected) => {
    expect(answer(ordinary, version, on)).toBe(expected);
  });

  it.each([
    // Never shorter than 1 year from the major's own initial release, however many majors came after it.
    ['5.0.0', '2024-04-09', 'CURRENT_MAJOR 2026-01-10'],
    ['5.0.0', '2024-04-10', 'WITHIN_FIRST_YEAR 2025-01-10'],
    ['5.1.0', '2024-04-10', 'LATEST_OF_PREVIOUS_MAJOR 2026-02-10'],
    ['5.1.0', '2024-05-09', 'LATEST_OF_PREVIOUS_MAJOR 2026-02-10'],
    ['5.1.0', '2024-05-10', 'WITHIN_FIRST_YEAR 2025-01-10'],
    ['5.1.0', '2025-01-09', 'WITHIN_FIRST_YEAR 2025-01-10'],
    ['5.1.0', '2025-01-10', 'UNSUPPORTED -'],
    // The clause that lasts longest is the one that is named.
    ['6.0.0', '2024-05-10', 'LATEST_OF_PREVIOUS_MAJOR 2026-04-10'],
  ])('in a history of majors in haste %s on %s is %s', (version, on, expected) => {
    expect(answer(hasty, version, on)).toBe(expected);
  });

  it('the latest version of the previous major is taken from what is out on the day', () => {
    const history = releases({ '1.0.0': '2024-01-01', '2.0.0': '2024-06-01', '1.0.1': '2025-02-01' });
    expect(answer(history, '1.0.0', '2025-01-31')).toBe('LATEST_OF_PREVIOUS_MAJOR 2026-01-01');
    expect(answer(history, '1.0.0', '2025-02-01')).toBe('UNSUPPORTED -');
    expect(answer(history, '1.0.1', '2025-02-01')).toBe('LATEST_OF_PREVIOUS_MAJOR 2027-02-01');
  });

  it('the latest version of a major is the highest one, not the last to come out', () => {
    const history = releases({
      '1.9.0': '2023-01-01',
      '1.10.0': '2023-05-01',
      '1.9.1': '2024-03-01',
      '2.0.0': '2024-06-01',
    });
    expect(answer(history, '1.10.0', '2024-06-01')).toBe('LATEST_OF_PREVIOUS_MAJOR 2025-05-01');
    expect(answer(history, '1.9.1', '2024-06-01')).toBe('UNSUPPORTED -');
    expect(answer(history, '1', '2024-06-01')).toBe('LATEST_OF_PREVIOUS_MAJOR 2025-05-01');
  });

  it('years of support from a 29 February end on the 28th where the year has no 29th', () => {
    const history = releases({
      '1.0.0': '2024-02-29',
      '1.0.1': '2024-02-29',
      '2.0.0': '2028-02-29',
      '3.0.0': '2028-03-01',
    });
    expect(answer(history, '1.0.0', '2026-02-27')).toBe('CURRENT_MAJOR 2026-02-28');
    expect(answer(history, '1.0.0', '2026-02-28')).toBe('UNSUPPORTED -');
    expect(answer(history, '2.0.0', '2030-02-27')).toBe('LATEST_OF_PREVIOUS_MAJOR 2030-02-28');
    expect(answer(history, '2.0.0', '2030-02-28')).toBe('UNSUPPORTED -');
  });

  it.each([
    ['8', '2023-09-03', '8.0.0'],
    ['8', '2023-09-04', '8.1.0'],
    ['8.1', '2024-02-12', '8.1.1'],
    ['8.0', '2024-02-12', '8.0.0'],
  ])('productSupport asked about %s on %s answers for %s', (version, on, named) => {
    expect(productSupport(ordinary, version, localDate(on))).toEqual(
      productSupport(ordinary, named, localDate(on)),
    );
  });

  it.each(['10', '8.2', '8.1.2', '8.1.1.0', '0', 'eight', '8.', ''])(
    'productSupport does not know version "%s"',
    (version) => {
      expect(answer(ordinary, version, '2025-01-01')).toBe('UNKNOWN_VERSION -');
    },
  );

  it('productSupport knows no version of a product without releases', () => {
    expect(answer([], '1', '2025-01-01')).toBe('UNKNOWN_VERSION -');
  });

  it.each([
    ['8.1.1', '2024-01-01', 'No release 8.1.1 is known that was out on 2024-01-01.'],
    [
      '9',
      '2024-07-01',
      '9.0.1 is supported: it is the current release, which is supported for as long as it is.',
    ],
    [
      '9.0.0',
      '2024-07-01',
      '9.0.0 is supported until 2026-04-22, that day not included: 9 is the current major, supported for 2 years from its initial release on 2024-04-22, or until a new major is released.',
    ],
    [
      '8.1.0',
      '2025-03-01',
      '8.1.0 is not supported on 2025-03-01: major 9 has replaced major 8, which is supported for at least 1 year from its initial release on 2023-01-16 (support ended on 2024-01-16). The current release is 9.0.1.',
    ],
  ])('productSupport explains its answer for %s on %s', (version, on, explanation) => {
    expect(productSupport(ordinary, version, localDate(on)).explanation).toBe(explanation);
  });
});
