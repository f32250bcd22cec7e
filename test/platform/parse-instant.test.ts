import fc from 'fast-check';
import { types } from 'pg';
import { parseInstant } from '../../src/platform/parse-instant';

const byTheDriver = types.getTypeParser(types.builtins.TIMESTAMPTZ) as typeof parseInstant;

/** As PostgreSQL writes an instant of a session that speaks UTC: trailing zeros of the fraction are left out. */
function written(date: Date, microseconds: number): string {
  const [day, time] = date.toISOString().split('T');
  const fraction = String(microseconds).padStart(6, '0').replace(/0+$/, '');
  return `${day} ${time!.slice(0, 8)}${fraction === '' ? '' : `.${fraction}`}+00`;
}

const anyDate = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

it('parseInstant reads every instant as the driver does', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 0, max: 999_999 }), (date, microseconds) => {
      const text = written(date, microseconds);
      expect(parseInstant(text)).toEqual(byTheDriver(text));
    }),
    { numRuns: 5_000 },
  );
});

it('parseInstant cuts every fraction of a second as the driver does', () => {
  for (let milliseconds = 0; milliseconds < 1_000; milliseconds += 1) {
    for (const rest of [0, 1, 500, 999]) {
      const text = written(new Date(0), milliseconds * 1_000 + rest);
      expect(parseInstant(text)).toEqual(new Date(milliseconds));
      expect(byTheDriver(text)).toEqual(new Date(milliseconds));
    }
  }
});

it.each([
  'infinity',
  '-infinity',
  '0001-01-01 00:00:00+00',
  '0099-12-31 23:59:59.999+00',
  '0100-01-01 00:00:00+00',
  '10000-01-01 00:00:00+00',
  '275760-09-12 23:59:59.999999+00',
  '0044-03-15 12:00:00+00 BC',
  '2026-03-15 09:00:00+01',
  '2026-03-15 09:00:00-03:30',
  '1890-01-01 00:00:00+00:53:28',
  '2026-03-15 09:00:00.5-00',
  '2026-03-15 09:00:00',
  '2026-03-15 09:00:00.123456789+00',
  '2026-03-15 24:00:00+00',
  '2016-12-31 23:59:60+00',
  '2026-03-15',
  'no instant',
  '',
])('parseInstant reads "%s" as the driver does', (text) => {
  expect(parseInstant(text)).toEqual(byTheDriver(text));
});
