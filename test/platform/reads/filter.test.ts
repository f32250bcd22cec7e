import { Filter } from '../../../src/platform/reads/filter';

it('of nothing filters nothing', () => {
  const filter = Filter.none();
  filter.when(null, () => 'never');
  filter.when(undefined, () => 'never');
  expect([filter.where(), filter.values]).toEqual(['', []]);
});

it('numbers its values in the order in which they came, and joins its conditions', () => {
  const filter = Filter.none();
  filter.when('EUROPE', (region) => `region = ${region}`);
  filter.add('ended IS NULL OR ended > 1');
  filter.when('x', (text) => `name = ${text} OR number = ${text}`);
  expect(filter.where()).toBe(
    'WHERE (region = $1) AND (ended IS NULL OR ended > 1) AND (name = $2 OR number = $2)',
  );
  expect(filter.values).toEqual(['EUROPE', 'x']);
});

it.each([false, 0, ''])('%j is a value to compare with', (value) => {
  const filter = Filter.none();
  filter.when(value, (placeholder) => `a = ${placeholder}`);
  expect([filter.where(), filter.values]).toEqual(['WHERE (a = $1)', [value]]);
});

it('is not changed by what is done to its copy', () => {
  const filter = Filter.none();
  filter.when(1, (one) => `a = ${one}`);
  const copy = filter.copy();
  copy.when(2, (two) => `b = ${two}`);
  expect([filter.where(), filter.values]).toEqual(['WHERE (a = $1)', [1]]);
  expect([copy.where(), copy.values]).toEqual(['WHERE (a = $1) AND (b = $2)', [1, 2]]);
});
