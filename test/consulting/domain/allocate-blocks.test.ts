import * as fc from 'fast-check';
import { allocateBlocks, UnusedOrder } from '../../../src/consulting/domain/allocate-blocks';

const INCLUDED = { source: 'INCLUDED', orderId: null };
const of = (orderId: string) => ({ source: 'ADDITIONAL', orderId });

describe('allocateBlocks', () => {
  it('uses included blocks first, then the orders as they come', () => {
    const orders = [
      { id: 'a', left: 1 },
      { id: 'b', left: 5 },
    ];
    expect(allocateBlocks(4, 2, orders)).toEqual([INCLUDED, INCLUDED, of('a'), of('b')]);
    expect(allocateBlocks(2, 2, orders)).toEqual([INCLUDED, INCLUDED]);
    expect(allocateBlocks(2, 0, orders)).toEqual([of('a'), of('b')]);
  });

  it('throws where there are not enough', () => {
    expect(() => allocateBlocks(3, 1, [{ id: 'a', left: 1 }])).toThrow(RangeError);
  });

  it('is what taking one block after the other gives', () => {
    const orders = fc.array(fc.nat(5), { maxLength: 6 });
    fc.assert(
      fc.property(orders, fc.nat(5), fc.nat(30), (lefts, includedLeft, wanted) => {
        const unused = lefts.map((left, index) => ({ id: String(index), left }));
        const blocks = Math.min(wanted, includedLeft + lefts.reduce((sum, left) => sum + left, 0));
        expect(allocateBlocks(blocks, includedLeft, unused)).toEqual(oneByOne(blocks, includedLeft, unused));
      }),
    );
  });
});

function oneByOne(blocks: number, includedLeft: number, orders: readonly UnusedOrder[]) {
  const pool = [
    ...Array.from({ length: includedLeft }, () => INCLUDED),
    ...orders.flatMap((order) => Array.from({ length: order.left }, () => of(order.id))),
  ];
  return pool.slice(0, blocks);
}
