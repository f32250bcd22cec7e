import { Clock } from '../../src/shared/domain/clock';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  private instant: Date;

  constructor(start: string) {
    this.instant = new Date(start);
  }

  now(): Date {
    return new Date(this.instant);
  }

  moveTo(instant: string | Date): void {
    this.instant = new Date(instant);
  }
}
