import { BlockStatus } from '../../src/consulting/domain/consulting-block';

/** A block as plainly as it can be said; `order` is the number of its order, null for an included one. */
export interface ModelBlock {
  year: number;
  order: number | null;
  status: BlockStatus;
}

/** What blocks a contract has, by counting everything anew at each question. */
export class ConsultingModel {
  readonly blocks: ModelBlock[] = [];
  readonly orders: number[] = [];

  constructor(private readonly includedPerYear: number) {}

  order(blocks: number): void {
    this.orders.push(blocks);
  }

  /** Takes one block after the other from the first place that has one; where one is wanting, takes none. */
  book(year: number, count: number): boolean {
    const taken: ModelBlock[] = [];
    for (let n = 0; n < count; n += 1) {
      const block = this.nextBlock(year, [...this.blocks, ...taken]);
      if (block === null) return false;
      taken.push(block);
    }
    this.blocks.push(...taken);
    return true;
  }

  /** Answers whether the block was in the state that the step needs. */
  step(block: ModelBlock, from: BlockStatus, to: BlockStatus): boolean {
    if (block.status !== from) return false;
    block.status = to;
    return true;
  }

  /** All acts lie in year 1, in which alone its included blocks are delivered. */
  deliver(block: ModelBlock): boolean {
    return (block.order !== null || block.year === 1) && this.step(block, 'BOOKED', 'DELIVERED');
  }

  /** An ordered block stays what it is; an included one is booked anew as if it had never been. */
  move(block: ModelBlock, year: number): boolean {
    if (block.status !== 'BOOKED') return false;
    const others = this.blocks.filter((other) => other !== block);
    const next = block.order === null ? this.nextBlock(year, others) : { year, order: block.order };
    if (next !== null) Object.assign(block, { year, order: next.order });
    return next !== null;
  }

  /** Takes back what is unused of an order. */
  reverseOrder(order: number): boolean {
    const used = this.countUsed(this.blocks, (block) => block.order === order);
    if (this.orders[order] === used) return false;
    this.orders[order] = used;
    return true;
  }

  includedUsed(year: number): number {
    return this.countUsed(this.blocks, (block) => block.order === null && block.year === year);
  }

  additionalUsed(): number {
    return this.countUsed(this.blocks, (block) => block.order !== null);
  }

  private nextBlock(year: number, held: readonly ModelBlock[]): ModelBlock | null {
    const included = this.countUsed(held, (block) => block.order === null && block.year === year);
    if (included < this.includedPerYear) return { year, order: null, status: 'BOOKED' };
    for (const [order, blocks] of this.orders.entries()) {
      if (this.countUsed(held, (block) => block.order === order) < blocks)
        return { year, order, status: 'BOOKED' };
    }
    return null;
  }

  private countUsed(held: readonly ModelBlock[], is: (block: ModelBlock) => boolean): number {
    return held.filter((block) => is(block) && (block.status === 'BOOKED' || block.status === 'DELIVERED'))
      .length;
  }
}
