/** Where the program learns what time it is. Handed in, so that a rule or a test never asks the machine. */
export interface Clock {
  now(): Date;
}

// The one clock of the program. It stands here, and not in app/, because every entry point of the program needs it.
// eslint-disable-next-line no-restricted-syntax
export const systemClock: Clock = { now: () => new Date() };
