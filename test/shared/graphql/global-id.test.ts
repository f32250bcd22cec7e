import fc from 'fast-check';
import { parseGlobalId, toGlobalId } from '../../../src/shared/domain/global-id';
import { fromGlobalId, NODE_TYPES } from '../../../src/shared/graphql/global-id';
import { refusalsThrownBy } from '../../support/refusing';

const RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 100_000 : 1_000 };
const anyType = fc.constantFrom(...NODE_TYPES);
const anyKey = fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }).map(String);

/** What clients may send: anything, and what looks like an id. */
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.base64String(),
  fc.string().map((text) => Buffer.from(text).toString('base64url')),
  fc.stringMatching(/^[A-Za-z]*:[0-9-]*$/).map((text) => Buffer.from(text).toString('base64url')),
);

it('goes out and comes back, for every type and key', () => {
  fc.assert(
    fc.property(anyType, anyKey, (type, id) => {
      expect(parseGlobalId(toGlobalId(type, id))).toEqual({ type, id });
      expect(fromGlobalId(type, toGlobalId(type, id), 'id')).toBe(id);
    }),
    RUNS,
  );
});

it('says nothing of its number: neither the digits, nor by its length, nor by what those before and after it are', () => {
  const ids = Array.from({ length: 500 }, (_, number) => toGlobalId('Contract', String(number + 1)));
  expect(new Set(ids.map(({ length }) => length)).size).toBe(1);
  expect(new Set(ids.map((id) => id.slice(12, 17))).size).toBeGreaterThan(490);
  for (const [number, id] of ids.entries())
    expect(Buffer.from(id, 'base64url').toString('latin1')).not.toMatch(new RegExp(`:${number + 1}$`));
});

it('of the form that told the number is an id no longer', () => {
  for (const number of ['1', '42', '123456789'])
    expect(parseGlobalId(Buffer.from(`Contract:${number}`).toString('base64url'))).toBeNull();
});

it('of a type without end is no id, and takes no time', () => {
  const endless = Buffer.from(`${'A'.repeat(299_999)}:`.padEnd(300_000, ':')).toString('base64url');
  expect(parseGlobalId(endless + toGlobalId('Contract', '1').slice(-11))).toBeNull();
});

it('is opaque: fit for an address, and without the name of its type in clear', () => {
  fc.assert(
    fc.property(anyType, anyKey, (type, id) => {
      const text = toGlobalId(type, id);
      expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(text).not.toContain(type);
    }),
    RUNS,
  );
});

it('has one text only: whatever parses is the text that was given out, and nothing makes it throw', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseGlobalId(text);
      if (parsed !== null) {
        expect(toGlobalId(parsed.type, parsed.id)).toBe(text);
        expect(BigInt(parsed.id)).toBeGreaterThan(0n);
        expect(BigInt(parsed.id)).toBeLessThan(2n ** 63n);
      }
    }),
    RUNS,
  );
});

it.each([
  ['Customer', 'input.customerId must be the id of a Contract; this is the id of a Customer.'],
  ['Nonsense', 'input.customerId must be the id of a Contract; this is the id of a Nonsense.'],
])('of a %s is no id of a Contract', (type, message) => {
  const ask = () => fromGlobalId('Contract', toGlobalId(type, '7'), 'input', 'customerId');
  const path = ['input', 'customerId'];
  expect(refusalsThrownBy(ask)).toEqual([{ kind: 'INVALID_INPUT', code: 'INVALID_INPUT', message, path }]);
});

it('of nothing at all is refused without being repeated', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(parseGlobalId(text) === null);
      const [refusal] = refusalsThrownBy(() => fromGlobalId('Contract', text, 'id'));
      expect(refusal!.message).toBe('id must be the id of a Contract; this is no id of this API.');
    }),
    RUNS,
  );
});
