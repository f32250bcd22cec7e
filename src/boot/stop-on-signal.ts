/** By which a person or a supervisor stops a program. */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** A terminal and npm both pass one Ctrl-C on: what comes this soon after a signal is the same one. */
const SAME_WITHIN_MS = 300;
/** How many times somebody has to ask before nothing more is waited for. */
const ASKED_TO_END_AT_ONCE = 3;
/** What a shell returns for a program that a signal ended: this and the number of the signal. */
const ENDED_BY_SIGNAL = 128;
const NUMBERS: Readonly<Record<Signal, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

export interface SignalParts {
  /** Called once, by the first signal. */
  readonly stop: () => void;
  readonly print: (text: string) => void;
  readonly exit: (code: number) => void;
  /** Milliseconds of any clock that never goes back. */
  readonly now?: () => number;
}

/**
 * What a signal does: the first one stops the program in good order, the second says that it is stopping, the third ends it
 * at once. Signals within 300 ms count as one. Begins to listen; without it a signal ends the process by itself.
 */
export function stopOnSignal(parts: SignalParts): void {
  const asked = countAsked(parts);
  for (const signal of SIGNALS) process.on(signal, () => asked(signal));
}

/** The same without listening: what is to be called with each signal. */
export function countAsked({ stop, print, exit, now = () => performance.now() }: SignalParts) {
  let times = 0;
  let lastAt = -Infinity;
  return (signal: Signal): void => {
    if (now() - lastAt < SAME_WITHIN_MS) return;
    lastAt = now();
    times += 1;
    if (times === 1) stop();
    else if (times < ASKED_TO_END_AT_ONCE)
      print('Still stopping: requests are being answered. One more signal ends it at once.\n');
    else exit(ENDED_BY_SIGNAL + NUMBERS[signal]);
  };
}
