import { median } from '../load/statistics';
import { Circumstances } from './result';

export interface StartResult extends Omit<Circumstances, 'settings'> {
  readonly rounds: readonly StartRound[];
}

export interface StartRound {
  /** From the start of the process to the first 200 of /readyz. */
  readonly readyMs: number;
  /** What the process holds when nobody has asked it anything for a while, in MB; null where that is not told. */
  readonly idleMb: number | null;
}

const READY_WITHIN_MS = 1_500;
const IDLE_BELOW_MB = 120;

export function startGoalRows({ rounds }: StartResult): string[][] {
  const readyMs = median(rounds.map((round) => round.readyMs));
  const rows = [
    [
      'ready on a database that is there',
      `≤ ${READY_WITHIN_MS} ms`,
      `${readyMs.toFixed(0)} ms`,
      readyMs <= READY_WITHIN_MS ? 'yes' : 'no',
    ],
  ];
  const held = rounds.flatMap(({ idleMb }) => idleMb ?? []);
  if (held.length === 0) return rows;
  const idleMb = median(held);
  const reached = idleMb < IDLE_BELOW_MB ? 'yes' : 'no';
  return [
    ...rows,
    ['memory of an idle process', `< ${IDLE_BELOW_MB} MB`, `${idleMb.toFixed(0)} MB`, reached],
  ];
}
