import { contentOf, idempotencyKeyOf } from '../../../src/shared/domain/command';

const command = (input: Readonly<Record<string, unknown>>) => ({ mutation: 'openIncident', input });
const content = (input: Readonly<Record<string, unknown>>) => contentOf(command(input));

it('the key of a command is the text that was sent as one', () => {
  expect(idempotencyKeyOf(command({ idempotencyKey: 'k' }))).toBe('k');
  expect(idempotencyKeyOf(command({ idempotencyKey: null }))).toBeNull();
  expect(idempotencyKeyOf(command({}))).toBeNull();
});

it('the content of a command is the same whatever the order of its fields and the bytes of its texts', () => {
  const one = { a: 1, b: { c: ' Mu\u0308ller ', d: [{ e: 1, f: null }] }, idempotencyKey: 'k' };
  const other = { b: { d: [{ f: null, e: 1 }], c: 'M\u00fcller' }, a: 1 };
  expect(content(one)).toBe(content(other));
  expect(content(one)).toBe('{"a":1,"b":{"c":"M\u00fcller","d":[{"e":1,"f":null}]}}');
});

it('the content of a command differs where a value, its kind or the order of a list does', () => {
  const all = [{ a: 1 }, { a: 2 }, { a: '1' }, { b: 1 }, { a: [1, 2] }, { a: [2, 1] }, { a: null }, {}];
  expect(new Set(all.map(content)).size).toBe(all.length);
});
