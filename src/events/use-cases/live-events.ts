import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../shared/domain/clock';
import { TenantScope } from '../../shared/domain/tenant-scope';
import { Sql } from '../../platform/sql';
import { hearsOf, isWanted, PartnerReach } from '../domain/event-audience';
import { EventFilter, eventsAfter, lastPosition, RecordedEvent } from '../persistence/events';
import { reachOfPartners } from '../persistence/partner-reach';
import { Follower } from './follower';

/** Also where no signal comes: the table is the truth. */
const LOOKS_EVERY_MS = 1_000;
/** Between two reads, however many signals come. */
const RESTS_MS = 25;
const EVENTS_A_READ = 500;

/** Says that events may have been written, by any process. Signals may be lost. */
export interface Signals {
  /** Returns how to stop it. */
  listen(onSignal: () => void): () => Promise<void>;
}

export interface LiveEventsParts {
  /** Sees all events. */
  readonly sql: Sql;
  readonly clock: Clock;
  readonly signals: Signals | null;
  readonly onFault: (error: unknown) => void;
}

/** What follows the events of this process: one read of new ones serves all, and nothing is read while nobody follows. */
export class LiveEvents {
  private readonly followers = new Set<Follower<RecordedEvent>>();
  /** Up to which everything was offered; null where nobody follows. */
  private position: string | null = null;
  private isSignalled = false;
  private awake: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private stopListening: (() => Promise<void>) | null = null;
  private isStopped = false;

  constructor(private readonly parts: LiveEventsParts) {}

  /** A follower that has heard of nothing yet; it is to be let in, and left in the end. */
  follow(scope: TenantScope, wanted: EventFilter): Follower<RecordedEvent> {
    const follower = new Follower<RecordedEvent>(scope, wanted);
    this.followers.add(follower);
    if (this.isStopped) follower.end('stopping');
    else this.running ??= this.run();
    return follower;
  }

  leave(follower: Follower<RecordedEvent>): void {
    this.followers.delete(follower);
    if (this.followers.size === 0) this.wake();
  }

  /** The position of the last event there is. */
  last(): Promise<string> {
    return lastPosition(this.parts.sql);
  }

  /** What comes from the first call on is offered to who was let in. */
  async begin(): Promise<void> {
    const last = await this.last();
    this.position ??= last;
  }

  /**
   * Lets the follower in where it has heard of everything up to what was offered to all, and returns null; otherwise the
   * position up to which it has to read first. To be called after `begin`.
   */
  letIn(follower: Follower<RecordedEvent>, position: string): string | null {
    if (BigInt(position) < BigInt(this.position!)) return this.position;
    follower.letIn(position);
    return null;
  }

  /** Ends all followers, and whatever comes later at once. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const follower of this.followers) follower.end('stopping');
    this.wake();
    await this.running;
    await this.stopListening?.();
  }

  private async run(): Promise<void> {
    this.stopListening ??= this.parts.signals?.listen(() => this.wake()) ?? null;
    while (this.followers.size > 0 && !this.isStopped) {
      try {
        await this.offerNew();
      } catch (error) {
        this.parts.onFault(error);
      }
      await sleep(RESTS_MS);
      await this.untilAwake();
    }
    // At once, so that who comes next starts it again.
    this.position = null;
    this.running = null;
  }

  private async offerNew(): Promise<void> {
    if (this.position === null) await this.begin();
    for (;;) {
      const events = await eventsAfter(this.parts.sql, this.position!, {}, EVENTS_A_READ);
      if (events.length === 0) return;
      const reaches = await this.reaches();
      // Nothing is awaited between here and the new position: who is let in meanwhile would miss these.
      for (const event of events) for (const follower of this.followers) offer(follower, event, reaches);
      this.position = events.at(-1)!.id;
    }
  }

  /** Of all partners that follow, also of those that came while it was asked for the others. */
  private async reaches(): Promise<ReadonlyMap<string, PartnerReach>> {
    const known = new Map<string, PartnerReach>();
    for (;;) {
      const missing = [...this.followers].flatMap(({ scope, isLive }) =>
        isLive && scope.kind === 'PARTNER' && !known.has(scope.customerId!) ? [scope.customerId!] : [],
      );
      if (missing.length === 0) return known;
      const { sql, clock } = this.parts;
      const found = await reachOfPartners(sql, [...new Set(missing)], clock.now());
      for (const [partnerId, reach] of found) known.set(partnerId, reach);
    }
  }

  private wake(): void {
    this.isSignalled = true;
    this.awake?.();
  }

  private async untilAwake(): Promise<void> {
    if (!this.isSignalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOKS_EVERY_MS);
        this.awake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.awake = null;
    this.isSignalled = false;
  }
}

function offer(
  follower: Follower<RecordedEvent>,
  event: RecordedEvent,
  reaches: ReadonlyMap<string, PartnerReach>,
): void {
  const { scope, wanted } = follower;
  const reach = reaches.get(scope.customerId ?? '') ?? null;
  if (hearsOf(scope, reach, event) && isWanted(wanted, event)) follower.offer(event);
}
