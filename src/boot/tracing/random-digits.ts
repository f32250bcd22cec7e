import { randomBytes } from 'node:crypto';

const BYTES_AT_ONCE = 16_384;

/** Random hexadecimal digits for ids, cut from a long text: to make each by itself takes ten times as long. */
export class RandomDigits {
  private text = '';
  private at = 0;

  next(count: number): string {
    if (this.at + count > this.text.length) {
      this.text = randomBytes(BYTES_AT_ONCE).toString('hex');
      this.at = 0;
    }
    const from = this.at;
    this.at += count;
    return this.text.slice(from, this.at);
  }
}
