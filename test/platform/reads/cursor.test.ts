import fc from 'fast-check';
import { Refused } from '../../../src/shared/domain/refusal';
import { decodeCursor, encodeCursor, PlaceType } from '../../../src/platform/reads/cursor';
import { refusalsThrownBy } from '../../support/refusing';

const RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 50_000 : 500 };

it('brings back the place that it was made of, in whatever letters', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
  fc.assert(
    fc.property(text, fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (name, id) => {
      const cursor = encodeCursor('customers', [name, String(id)]);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(cursor, 'customers', ['text', 'bigint'], 'after')).toEqual([name, String(id)]);
    }),
    RUNS,
  );
});

it.each<[string, PlaceType, string[]]>([
  ['bigint', 'bigint', ['0', '-5', '999999999999999999']],
  ['timestamptz', 'timestamptz', ['2026-02-10 11:00:00+00', '2026-02-10 11:00:00.123456+00', 'infinity']],
  ['date', 'date', ['2026-02-28', 'infinity']],
])('%s as PostgreSQL writes it is a place', (_name, type, values) => {
  for (const value of values)
    expect(decodeCursor(encodeCursor('l', [value]), 'l', [type], 'after')).toEqual([value]);
});

const FAULTY: [string, PlaceType][] = [
  ['', 'bigint'],
  ['1.5', 'bigint'],
  ['1e3', 'bigint'],
  ['9999999999999999999', 'bigint'],
  ['a\0b', 'text'],
  ['2026-02-30', 'date'],
  ['2026-02-30 11:00:00+00', 'timestamptz'],
  ['2026-02-10 25:00:00+00', 'timestamptz'],
  ['now', 'timestamptz'],
  ['-infinity', 'timestamptz'],
];
const FOREIGN: [string, string][] = [
  ['of another list', encodeCursor('contracts', ['1'])],
  ['with a place too many', encodeCursor('customers', ['1', '2'])],
  ['with no place', encodeCursor('customers', [])],
  ['of an earlier form', Buffer.from('["1"]').toString('base64url')],
  ['of an object', Buffer.from('{"0":"customers","1":"1"}').toString('base64url')],
  ['of numbers', Buffer.from('["customers",1]').toString('base64url')],
];

it.each(FAULTY)('%j is no place of type %s', (value, type) => {
  expect(() => decodeCursor(encodeCursor('l', [value]), 'l', [type], 'after')).toThrow(Refused);
});

it.each(FOREIGN)('one %s is refused by the name of the argument', (_name, cursor) => {
  expect(refusalsThrownBy(() => decodeCursor(cursor, 'customers', ['bigint'], 'before'))).toMatchObject([
    { message: 'before must be a cursor that this list has given out.', path: ['before'] },
  ]);
});

it('anything else is refused, and never an error of ours', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (cursor) => {
        expect(() => decodeCursor(cursor, 'customers', ['bigint'], 'after')).toThrow(Refused);
      },
    ),
    RUNS,
  );
});
