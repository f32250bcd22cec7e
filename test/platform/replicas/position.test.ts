import { parsePosition, Positions } from '../../../src/platform/replicas/position';

it('positions are read as PostgreSQL writes them, and compared as it compares them', () => {
  expect(parsePosition('16/B374D848')).toBe(0x16b374d848n);
  expect(parsePosition('1/0')! > parsePosition('0/FFFFFFFF')!).toBe(true);
});

it.each(['', '16', '16/', '/B3', '16/B374D848 ', 'x/1', '1/123456789', '16/B3,16/B4', '-1/0'])(
  '%p is no position',
  (text) => {
    expect(parsePosition(text)).toBeNull();
  },
);

it('the greatest position of a key counts, in whatever order they are told', () => {
  const positions = new Positions();
  positions.note('1', 20n);
  positions.note('1', 10n);
  expect([positions.of('1'), positions.of('2')]).toEqual([20n, 0n]);
});

it('a key whose position was forgotten has that of the greatest that was', () => {
  const positions = new Positions(1);
  positions.note('1', 20n);
  positions.note('2', 10n);
  positions.note('3', 5n);
  expect(positions.of('1')).toBe(20n);
  expect(positions.of('2')).toBe(20n);
});
