import { Caller } from '../../shared/domain/caller';

/** What a bucket of cost points says when points are taken from it. */
export interface Charged {
  /** Whether the points were there; none were taken where they were not. */
  readonly allowed: boolean;
  /** How many points the bucket holds at most. */
  readonly limit: number;
  /** How many are left now. */
  readonly remaining: number;
  /** How many come back a second. */
  readonly restoreRate: number;
  /** After how many seconds as many as were asked for will be there; 0 where they were. */
  readonly retryAfterSeconds: number;
}

/** Takes the points of one request from the bucket of its caller. 0 points take nothing, and are refused while it is in debt. */
export interface Charge {
  /** A promise where another process has to be asked. */
  (caller: Caller, points: number): Charged | Promise<Charged>;
}

/** The names of the buckets of a caller: its key's, and its customer's, which all keys of the customer share. */
export function bucketsOf({ keyId, customerId }: Pick<Caller, 'keyId' | 'customerId'>): string[] {
  return customerId === null ? [`key ${keyId}`] : [`key ${keyId}`, `customer ${customerId}`];
}

/** What a bucket of such a size says of points of which so many are missing, 0 or less: none; `remaining` is what it has. */
export function chargedOf(
  { size, restorePerSecond }: { readonly size: number; readonly restorePerSecond: number },
  lacking: number,
  remaining: number,
): Charged {
  return {
    allowed: lacking <= 0,
    limit: size,
    remaining: Math.max(0, Math.floor(remaining)),
    restoreRate: restorePerSecond,
    retryAfterSeconds: lacking <= 0 ? 0 : Math.ceil(lacking / restorePerSecond),
  };
}

/** What is said where no limit is set. */
export const UNLIMITED: Charged = {
  allowed: true,
  limit: Number.MAX_SAFE_INTEGER,
  remaining: Number.MAX_SAFE_INTEGER,
  restoreRate: Number.MAX_SAFE_INTEGER,
  retryAfterSeconds: 0,
};

/** Refuses nobody. */
export const unlimitedCharge: Charge = () => UNLIMITED;
