import { AsyncLocalStorage } from 'node:async_hooks';
import { Clock } from '../../src/shared/domain/clock';

const pinned = new AsyncLocalStorage<{ instant: Date | null }>();

/** A clock that shows one instant throughout whatever runs at one. */
export function pinnedClock(clock: Clock): Clock {
  return {
    now: () => {
      const store = pinned.getStore();
      if (store === undefined) return clock.now();
      return (store.instant ??= clock.now());
    },
  };
}

/** Runs something for which time stands still from its first look at a pinned clock. */
export function atOneInstant<T>(work: () => Promise<T>): Promise<T> {
  return pinned.run({ instant: null }, work);
}
