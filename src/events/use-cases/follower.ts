import { AddressedEvent, WantedEvents } from '../domain/event-audience';
import { TenantScope } from '../../shared/domain/tenant-scope';

/** So many events wait for a follower that is slow; what comes after them it reads from the table later. */
const MOST_WAITING = 64;

/** Why a follower hears of nothing more. */
export type EndedBecause = 'gone' | 'caller' | 'stopping';

interface Placed extends AddressedEvent {
  readonly id: string;
}

/** Who hears of events as they come. It is behind until it is let in, and again when more come than it takes. */
export class Follower<Event extends Placed> {
  endedBecause: EndedBecause | null = null;
  private isBehind = true;
  private from = 0n;
  private waiting: Event[] = [];
  private awake: (() => void) | null = null;

  constructor(
    readonly scope: TenantScope,
    readonly wanted: WantedEvents,
  ) {}

  /** Whether it takes events as they come. */
  get isLive(): boolean {
    return !this.isBehind && this.endedBecause === null;
  }

  /** Lets it take what comes after a position, up to which it has heard of everything. */
  letIn(position: string): void {
    this.from = BigInt(position);
    this.isBehind = false;
  }

  offer(event: Event): void {
    if (!this.isLive || BigInt(event.id) <= this.from) return;
    this.isBehind = this.waiting.length >= MOST_WAITING;
    if (!this.isBehind) this.waiting.push(event);
    this.awake?.();
  }

  /** The next event; `'behind'` where it has to read on from the table, null where nothing came for so long or it has ended. */
  async next(ms: number): Promise<Event | 'behind' | null> {
    if (this.waiting.length === 0 && this.isLive) await this.sleep(ms);
    if (this.endedBecause !== null) return null;
    return this.waiting.shift() ?? (this.isBehind ? 'behind' : null);
  }

  /** The first reason stands. */
  end(because: EndedBecause): void {
    this.endedBecause ??= because;
    this.waiting = [];
    this.awake?.();
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.awake?.(), ms);
      this.awake = () => {
        clearTimeout(timer);
        this.awake = null;
        resolve();
      };
    });
  }
}
