import { Pieces } from '../../src/platform/pieces';

/** Pieces whose pace goes on when the test lets it. */
function steppedPieces() {
  const waiting: (() => void)[] = [];
  const pieces = new Pieces(() => new Promise((resolve) => waiting.push(resolve)));
  const begun: number[] = [];
  const settled = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return [...begun];
  };
  const goOn = () => {
    expect(waiting).toHaveLength(1);
    waiting.pop()!();
    return settled();
  };
  const begin = (nth: number, things: number) => pieces.begin(things, () => void begun.push(nth));
  return { begin, settled, goOn, isAtRest: () => waiting.length === 0 };
}

it('begins as much as makes a piece, and the rest in its order, a piece after each pace', async () => {
  const { begin, settled, goOn, isAtRest } = steppedPieces();
  [60, 40, 99, 1, 250, 10].forEach((things, nth) => begin(nth, things));
  expect(await settled()).toEqual([0, 1]);
  expect(await goOn()).toEqual([0, 1, 2, 3]);
  expect(await goOn()).toEqual([0, 1, 2, 3, 4]);
  expect(await goOn()).toEqual([0, 1, 2, 3, 4, 5]);
  await goOn();
  expect(isAtRest()).toBe(true);
});

it('begins what is asked for during a pace after it, and goes on after a rest', async () => {
  const { begin, settled, goOn } = steppedPieces();
  begin(0, 1);
  expect(await settled()).toEqual([0]);
  begin(1, 1);
  begin(2, 1);
  expect(await settled()).toEqual([0]);
  expect(await goOn()).toEqual([0, 1, 2]);
  await goOn();
  begin(3, 1);
  expect(await settled()).toEqual([0, 1, 2, 3]);
});
