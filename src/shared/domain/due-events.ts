import { Happening } from './journal';

/** What time alone has to tell now, and when it has more. */
export interface Due {
  readonly told: readonly Happening[];
  /** Null: never, unless something changes. */
  readonly next: Date | null;
}

/**
 * Of all that time alone tells of a thing, in order: what has come, and when the next comes. What lies no later than
 * `silentUntil` is told to nobody.
 */
export function dueEvents(all: readonly Happening[], silentUntil: Date | null, now: Date): Due {
  const told = all.filter(
    ({ occurredAt }) => occurredAt <= now && (silentUntil === null || occurredAt > silentUntil),
  );
  return { told, next: all.find(({ occurredAt }) => occurredAt > now)?.occurredAt ?? null };
}
