import { OpenStretch } from './open-stretches';

/**
 * One UTC year of a calendar: when it is open, and how much working time lies before each opening. Stretches that
 * touch, as around the clock, are one. A question is a binary search. Epoch milliseconds.
 */
export class WorkingYear {
  /** Working time of the whole year. */
  readonly totalMs: number;
  private readonly opens: Float64Array;
  private readonly closes: Float64Array;
  private readonly msBefore: Float64Array;

  /** Takes the open stretches of the year in order of time. */
  constructor(open: readonly OpenStretch[]) {
    const starts = open.filter((stretch, index) => index === 0 || open[index - 1]!.to < stretch.from);
    const ends = open.filter(
      (stretch, index) => index === open.length - 1 || stretch.to < open[index + 1]!.from,
    );
    this.opens = Float64Array.from(starts, (stretch) => stretch.from);
    this.closes = Float64Array.from(ends, (stretch) => stretch.to);
    this.msBefore = new Float64Array(starts.length);
    let total = 0;
    for (let index = 0; index < starts.length; index++) {
      this.msBefore[index] = total;
      total += this.closes[index]! - this.opens[index]!;
    }
    this.totalMs = total;
  }

  isOpenAt(instant: number): boolean {
    const index = lastIndexWhere(this.opens, (opens) => opens <= instant);
    return index >= 0 && instant < this.closes[index]!;
  }

  /** The first open instant of the year at or after the given one; null where the year has none left. */
  nextOpenFrom(instant: number): number | null {
    const index = lastIndexWhere(this.closes, (closes) => closes <= instant) + 1;
    return index < this.opens.length ? Math.max(instant, this.opens[index]!) : null;
  }

  /** Working time from the beginning of the year to the instant. */
  workingMsUntil(instant: number): number {
    const index = lastIndexWhere(this.opens, (opens) => opens <= instant);
    if (index < 0) return 0;
    return this.msBefore[index]! + Math.min(instant, this.closes[index]!) - this.opens[index]!;
  }

  /**
   * The earliest instant before which that much working time of the year lies: at a closing, the closing itself and
   * not the next opening. Expects an amount above zero and not above the year's total.
   */
  instantAfter(workingMs: number): number {
    const index = lastIndexWhere(this.msBefore, (msBefore) => msBefore < workingMs);
    return this.opens[index]! + workingMs - this.msBefore[index]!;
  }
}

/** Of ascending numbers, the last that the condition holds for, as it does for all before it; -1 where for none. */
function lastIndexWhere(ascending: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
