import { groupedInOrderOf, inOrderOf } from '../../../src/platform/reads/align-rows';

const ROWS = [
  { id: '1', parent: 'a' },
  { id: '2', parent: 'b' },
  { id: '3', parent: 'a' },
];

it('puts rows in the order of the keys, null where there is none', () => {
  const found = inOrderOf(['3', '9', '1', '2'], ROWS, ({ id }) => id);
  expect(found.map((row) => row?.id ?? null)).toEqual(['3', null, '1', '2']);
});

it('puts groups in the order of the keys, and leaves the rows of each in theirs', () => {
  const groups = groupedInOrderOf(['b', 'c', 'a'], ROWS, ({ parent }) => parent);
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['2'], [], ['1', '3']]);
});
