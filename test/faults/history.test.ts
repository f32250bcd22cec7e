import { Call, faultsOf, Row } from './support/history';

const CALLS: readonly Call[] = [
  { mark: 'a', outcome: 'WRITTEN', id: '1' },
  { mark: 'b', outcome: 'NOT_WRITTEN', id: null },
  { mark: 'c', outcome: 'UNKNOWN', id: null },
  { mark: 'd', outcome: 'UNKNOWN', id: null },
];
const ROWS: readonly Row[] = [
  { mark: 'a', id: '1' },
  { mark: 'c', id: '2' },
];

it('a history is sound where what is unknown was written once or not at all', () => {
  expect(faultsOf(CALLS, ROWS)).toEqual([]);
});

it.each<[string, readonly Row[], string]>([
  ['a lost row', ROWS.slice(1), 'lost: a'],
  ['a row in the place of another', [{ mark: 'a', id: '9' }, ROWS[1]!], 'lost: a'],
  ['a doubled row', [...ROWS, { mark: 'a', id: '3' }], 'doubled: a'],
  ['a doubled row of a call that nobody knows of', [...ROWS, { mark: 'c', id: '3' }], 'doubled: c'],
  [
    'a row of a call that was said not to be written',
    [...ROWS, { mark: 'b', id: '3' }],
    'written, and said not to be: b',
  ],
  ['a forged row', [...ROWS, { mark: 'x', id: '3' }], 'forged: x'],
])('the checker notices %s', (_what, rows, fault) => {
  expect(faultsOf(CALLS, rows)).toEqual([fault]);
});

it('the checker notices marks that are no marks', () => {
  expect(faultsOf([...CALLS, CALLS[0]!], ROWS)).toEqual(['two calls bear the same mark']);
});
