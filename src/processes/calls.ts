import { Environment } from '../boot/environment';
import { MetricValues } from '../http/metrics';
import { NoStreamPlace, StreamKind } from '../http/stream-places';
import { Position } from '../platform/replicas/position';
import { Role } from '../shared/domain/caller';
import { AskedPoints, GrantedPoints, Leases } from './central-costs';
import { Failure } from './worker-failure';

/** What a worker is told as it starts. */
export interface WorkerStart {
  readonly environment: Environment;
  readonly demoKeys: Readonly<Record<Role, string>> | null;
}

export interface StreamPlace {
  readonly kind: StreamKind;
  readonly key: string;
}

/** A key or token that a worker does not know, by a digest of it, and from where it came. */
export interface Guess {
  readonly addressGroup: string;
  readonly digest: string;
}

export interface CountedGuess {
  readonly retryAfter: number | null;
  /** It was good for another worker: nothing was counted. */
  readonly isKnown: boolean;
}

/** What a worker asks of the first process, or tells it, about limits over all workers. */
export type LimitCalls = {
  readonly points: (asked: AskedPoints) => GrantedPoints;
  readonly reportPoints: (unspent: Leases) => void;
  readonly giveBackPoints: (unspent: Leases) => void;
  readonly wrongKeyRetryAfter: (guess: Guess) => number | null;
  readonly countWrongKey: (guess: Guess) => CountedGuess;
  readonly takeBackWrongKey: (addressGroup: string) => void;
  readonly rememberKey: (digest: string) => void;
  readonly takePlace: (place: StreamPlace) => NoStreamPlace | null;
  readonly leavePlace: (place: StreamPlace) => void;
  readonly notePosition: (written: { readonly keyId: string; readonly position: Position }) => void;
  readonly positionOf: (keyId: string) => Position;
};

/** What a worker asks of the first process, or tells it. */
export type PrimaryCalls = LimitCalls & {
  readonly start: (nothing: null) => WorkerStart;
  /** It serves requests from now on, at this address. */
  readonly ready: (url: string) => void;
  /** It could not start, and is about to end. */
  readonly failed: (failure: Failure) => void;
};

/** What the first process asks of a worker, or tells it. */
export type WorkerCalls = {
  readonly recallPoints: (names: readonly string[]) => Leases;
  readonly metrics: (nothing: null) => MetricValues;
  /** GET /readyz says 503 from now on. */
  readonly announceStop: (nothing: null) => void;
  /** It drains, and ends. */
  readonly stop: (nothing: null) => void;
};
