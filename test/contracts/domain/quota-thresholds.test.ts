import { thresholdsReached } from '../../../src/contracts/domain/quota-thresholds';

const NOW = new Date('2026-06-10T10:00:00Z');
const contract = { id: '7', number: 'K-7' };

const told = (used: number, limit: number | null) =>
  thresholdsReached({ contract, quota: 'INCIDENTS', contractYear: 1, limit, used }, NOW);
const percentsOf = (used: number, limit: number | null) =>
  told(used, limit).map(({ data }) => data['percent']);

it.each([
  [19, 25, []],
  [20, 25, [80]],
  [24, 25, [80]],
  [25, 25, [80, 100]],
  [3, 4, []],
  [4, 4, [80, 100]],
  [1, 1, [80, 100]],
  [2, 3, []],
  [3, 3, [80, 100]],
  [30, 25, [80, 100]],
  [5, 0, []],
  [5, null, []],
])('of %i used of %s the thresholds %j are reached', (used, limit, percents) => {
  expect(percentsOf(used, limit)).toEqual(percents);
});

it('a threshold is told once for quota, year and limit, and anew under another limit', () => {
  const [first] = told(20, 25);
  expect(told(22, 25)[0]!.once).toBe(first!.once);
  expect(told(40, 50)[0]!.once).not.toBe(first!.once);
  const nextYear = { contract, quota: 'INCIDENTS', contractYear: 2, limit: 25, used: 20 } as const;
  expect(thresholdsReached(nextYear, NOW)[0]!.once).not.toBe(first!.once);
  expect(thresholdsReached({ ...nextYear, quota: 'CONSULTING_BLOCKS' }, NOW)[0]!.once).not.toBe(
    thresholdsReached(nextYear, NOW)[0]!.once,
  );
});
