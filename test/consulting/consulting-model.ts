import { BlockStatus } from '../../src/consulting/domain/consulting-block';

/** A block as plainly as it can be said; `order` is the number of its order, null for an included one. */
export interface ModelBlock {
  readonly year: number;
  readonly order: number | null;
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
