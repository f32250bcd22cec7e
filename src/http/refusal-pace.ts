/** How many refusals of one key within HELD_MS are answered at once. */
export const ANSWERED_AT_ONCE = 5;

/** For how long each further one is held back: never beyond its `Retry-After`, which is a second or more. */
export const HELD_MS = 1_000;

export interface RefusalBounds {
  /** Refusals of one key that are remembered or held at a time. */
  readonly ofKey: number;
  /** The same of all keys. */
  readonly all: number;
}

interface Refusal {
  /** Answers it; null once that was done. */
  answer: (() => void) | null;
}

/**
 * Slows down a caller that sends again as soon as it is refused: the first few refusals of a key are answered at once, the
 * next ones after a second. Above the bounds they are answered at once again, which costs less than to hold them.
 */
export class RefusalPace {
  private readonly byKey = new Map<string, Set<Refusal>>();
  private all = 0;

  constructor(private readonly bounds: RefusalBounds = { ofKey: 256, all: 2_048 }) {}

  /** Whether no further refusal of the key would be held back. */
  isFull(key: string): boolean {
    return this.all >= this.bounds.all || (this.byKey.get(key)?.size ?? 0) >= this.bounds.ofKey;
  }

  /** Calls `answer` at once or when its time has come. Returns what calls it earlier, as when the client has gone. */
  refuse(key: string, answer: () => void): () => void {
    if (this.isFull(key)) {
      answer();
      return () => undefined;
    }
    const refusal = this.remember(key, answer);
    if (this.byKey.get(key)!.size <= ANSWERED_AT_ONCE) answerNow(refusal);
    return () => answerNow(refusal);
  }

  /** Answers all that are held. */
  stop(): void {
    for (const refusals of this.byKey.values()) for (const refusal of refusals) answerNow(refusal);
  }

  private remember(key: string, answer: () => void): Refusal {
    const ofKey = this.byKey.get(key) ?? new Set();
    this.byKey.set(key, ofKey);
    const refusal: Refusal = { answer };
    setTimeout(() => {
      ofKey.delete(refusal);
      this.all -= 1;
      if (ofKey.size === 0) this.byKey.delete(key);
      answerNow(refusal);
    }, HELD_MS).unref();
    ofKey.add(refusal);
    this.all += 1;
    return refusal;
  }
}

function answerNow(refusal: Refusal): void {
  const { answer } = refusal;
  refusal.answer = null;
  answer?.();
}
