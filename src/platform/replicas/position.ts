import { LRUCache } from 'lru-cache';

/** How far the log of PostgreSQL is written or replayed: a later one is greater. */
export type Position = bigint;

const POSITION = /^([\dA-Fa-f]{1,8})\/([\dA-Fa-f]{1,8})$/;

/** Reads a position as PostgreSQL writes it, such as `16/B374D848`; null where it is none. */
export function parsePosition(text: string): Position | null {
  const [, high, low] = POSITION.exec(text) ?? [];
  if (high === undefined || low === undefined) return null;
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** Keys whose position is kept; for the others the greatest that was forgotten stands. */
const KEPT_KEYS = 10_000;

/** Where the last write of each key ended; a promise where another process has to be asked. */
export interface LastPositions {
  /** Once it has resolved, every caller is told of this position or a later one. */
  note(keyId: string, position: Position): void | Promise<void>;
  /** At least where the last write of the key ended; 0 where it has written nothing. */
  of(keyId: string): Position | Promise<Position>;
}

/** The position of the last write of each key in this process. */
export class Positions implements LastPositions {
  private forgotten: Position = 0n;
  private readonly known: LRUCache<string, Position>;

  constructor(max = KEPT_KEYS) {
    this.known = new LRUCache<string, Position>({
      max,
      dispose: (position, _key, reason) => {
        if (reason === 'evict') this.forgotten = greater(this.forgotten, position);
      },
    });
  }

  note(keyId: string, position: Position): void {
    this.known.set(keyId, greater(this.of(keyId), position));
  }

  of(keyId: string): Position {
    return this.known.get(keyId) ?? this.forgotten;
  }
}

/** The later one. */
export function greater(one: Position, other: Position): Position {
  return one > other ? one : other;
}
