import { randomUUID } from 'node:crypto';
import { Database } from '../../platform/transactions/database';
import { Clock } from '../../shared/domain/clock';
import { webhookBodyOf, webhookIdOf } from '../domain/webhook-body';
import {
  claimMessages,
  ClaimedMessage,
  claimNext,
  LEASE_MS,
  MessageKey,
  releaseMessage,
  renewLease,
} from '../persistence/webhook-queue';
import { queueWebhooks } from '../use-cases/queue-webhooks';
import { recordWebhookAttempt } from '../use-cases/record-webhook-attempt';
import { PostWebhook } from './post-webhook';
import { signatureHeaders } from './sign-webhook';

/** How often the queue is looked at, besides each time that a delivery has ended. */
const LOOK_EVERY_MS = 500;
const RENEW_EVERY_MS = 1_000;
/** So many messages of one contract follow each other before others have their turn. */
const MOST_OF_A_CHAIN = 20;
/** How long a stop waits for what is being sent. */
const STOP_WAIT_MS = 3_000;

export interface DeliveryParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly post: PostWebhook;
  /** From 0 to 1, at random. */
  readonly random: () => number;
  /** Whether nothing more is to be taken for now. */
  readonly isPaused: () => boolean;
  readonly log: { error(facts: object, message: string): void };
}

/** A message that this process holds, and until when others leave it alone unless the lease is renewed. */
interface Held {
  readonly message: ClaimedMessage;
  /** By the clock that never jumps. */
  readonly heldUntil: number;
}

interface InFlight {
  readonly message: MessageKey;
  readonly cut: AbortController;
}

/**
 * Sends webhooks, as one of any number of processes that share the work: each takes what is due under a lease, which ends by itself
 * where the process dies. Nothing is sent within a transaction, and a slow endpoint occupies nobody but itself.
 */
export class WebhookDelivery {
  private readonly lease = randomUUID();
  private readonly inFlight = new Map<string, InFlight>();
  /** What is being sent, with what follows it. */
  private readonly chains = new Set<Promise<void>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private turning: Promise<void> | null = null;
  private isDueAgain = false;
  private isStopped = false;
  /** Until when others leave alone what this process holds, by the clock that never jumps. */
  private heldUntil = 0;

  constructor(private readonly parts: DeliveryParts) {}

  start(): void {
    this.timers.push(setInterval(() => void this.look(), LOOK_EVERY_MS));
    this.timers.push(setInterval(() => void this.renew(), RENEW_EVERY_MS));
    for (const timer of this.timers) timer.unref();
  }

  /** Takes nothing more, waits a while for what is being sent, and gives the rest to the other processes. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.turning;
    const cutAll = setTimeout(() => this.cut(() => true), STOP_WAIT_MS);
    await this.idle();
    clearTimeout(cutAll);
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Looks at the queue now, or once more where that is going on. Resolves when that is done; what was taken is then on its way. */
  look(): Promise<void> {
    if (this.takesNothing) return Promise.resolve();
    this.isDueAgain = true;
    this.turning ??= this.turn().finally(() => (this.turning = null));
    return this.turning;
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    while (this.chains.size > 0) await Promise.all(this.chains);
  }

  private get takesNothing(): boolean {
    return this.isStopped || this.parts.isPaused();
  }

  private async turn(): Promise<void> {
    const { database, clock, log } = this.parts;
    try {
      while (this.isDueAgain && !this.takesNothing) {
        this.isDueAgain = await this.once(database, clock.now());
      }
    } catch (error) {
      log.error({ err: error }, 'webhooks could not be looked at');
    }
  }

  private async once(database: Database, now: Date): Promise<boolean> {
    this.isDueAgain = false;
    const isMore = await queueWebhooks(database, now);
    const askedAt = performance.now();
    for (const message of await claimMessages(database.sql, now, this.lease))
      this.take({ message, heldUntil: askedAt + LEASE_MS });
    return isMore || this.isDueAgain;
  }

  private take(first: Held): void {
    const sending = this.sendChain(first)
      .catch((error: unknown) => this.parts.log.error({ err: error }, 'a webhook could not be recorded'))
      .finally(() => {
        this.chains.delete(sending);
        void this.look();
      });
    this.chains.add(sending);
  }

  /** Sends a message and, while that goes well, some of those behind it, without a look at the whole queue for each. */
  private async sendChain(first: Held): Promise<void> {
    let next: Held | null = first;
    for (let left = MOST_OF_A_CHAIN; next !== null; left -= 1) {
      const { message }: Held = next;
      if (!(await this.send(next)) || left === 0 || this.takesNothing) return;
      const { database, clock } = this.parts;
      const heldUntil = performance.now() + LEASE_MS;
      const following = await claimNext(database.sql, clock.now(), this.lease, message);
      next = following === null ? null : { message: following, heldUntil };
    }
  }

  private send({ message, heldUntil }: Held): Promise<boolean> {
    const key = keyOf(message);
    const cut = new AbortController();
    this.heldUntil = Math.max(this.heldUntil, heldUntil);
    this.inFlight.set(key, { message, cut });
    return this.deliver(message, heldUntil, cut.signal).finally(() => this.inFlight.delete(key));
  }

  /** Returns whether it was delivered. */
  private async deliver(message: ClaimedMessage, heldUntil: number, signal: AbortSignal): Promise<boolean> {
    const { database, clock, post, random } = this.parts;
    const giveBack = () => releaseMessage(database.sql, message, this.lease).then(() => false);
    const { url, secrets } = message;
    const signed = { id: webhookIdOf(message), body: webhookBodyOf(message) };
    const at = clock.now();
    const headers = signatureHeaders(signed, secrets, at);
    const began = performance.now();
    // A process that stood still meanwhile may have lost it to another one, and a deleted endpoint has no secret.
    if (began >= heldUntil || secrets.length === 0) return giveBack();
    const attempt = await post({ url, headers, body: signed.body, signal });
    if (signal.aborted && attempt.status === null) return giveBack();
    const durationMs = Math.round(performance.now() - began);
    const lease = { lease: this.lease, now: clock.now(), random: random() };
    await recordWebhookAttempt(database, message, { ...attempt, at, durationMs }, lease);
    return attempt.error === null;
  }

  /** Cuts off what may not be sent any more: its endpoint was deleted or disabled, or the lease could not be renewed in time. */
  private async renew(): Promise<void> {
    if (this.inFlight.size === 0) return;
    const { database, log } = this.parts;
    const askedAt = performance.now();
    const before = new Map(this.inFlight);
    try {
      const messages = [...before.values()].map(({ message }) => message);
      const held = new Set((await renewLease(database.sql, this.lease, messages)).map(keyOf));
      this.heldUntil = askedAt + LEASE_MS;
      this.cut((key) => before.has(key) && !held.has(key));
    } catch (error) {
      log.error({ err: error }, 'the lease on webhooks could not be renewed');
      if (performance.now() >= this.heldUntil) this.cut(() => true);
    }
  }

  private cut(which: (key: string) => boolean): void {
    for (const [key, { cut }] of this.inFlight) if (which(key)) cut.abort();
  }
}

function keyOf({ endpointId, id }: MessageKey): string {
  return `${endpointId} ${id}`;
}
