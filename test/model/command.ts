import { Answer } from '../support/mutate';
import { ContractFacts, FeedRow } from './model-contract';

export type Role = 'ADMIN' | 'SALES' | 'SUPPORT' | 'CUSTOMER';

/** A contract of the model: what is known now, what was known when, and the ids that the server gave out. */
export interface ModelContract {
  readonly id: string;
  readonly facts: ContractFacts;
  /** Oldest first; from each instant on, until the next, this is what was known. */
  readonly known: { readonly from: number; readonly facts: ContractFacts }[];
  /** What billing is to read of it, oldest first. */
  readonly feed: FeedRow[];
  readonly ids: Record<'people' | 'boxes' | 'incidents' | 'blocks' | 'orders', string[]>;
}

/** One mutation, what the model expects of it, and what it changes where it is allowed. */
export interface Command {
  readonly mutation: string;
  readonly roles: readonly Role[];
  readonly input: object;
  /** Of the payload, for the ids of what was written. */
  readonly selection: string;
  /** Every refusal, a limit with `used/limit`; empty where it is allowed. */
  readonly refusals: readonly string[];
  apply(answer: Answer): void;
}

export const STAFF_AND_CUSTOMER: readonly Role[] = ['ADMIN', 'SALES', 'SUPPORT', 'CUSTOMER'];
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** How far a client's clock may be ahead. */
export const TOLERANCE = 5 * MINUTE;

export const iso = (at: number) => new Date(at).toISOString();

/** `code` where it holds; `room` likewise, with the numbers, where used ≥ limit. */
export function when(holds: boolean, code: string): string[] {
  return holds ? [code] : [];
}

export function whenFull(code: string, used: number, limit: number | null): string[] {
  return limit !== null && used >= limit ? [`${code} ${used}/${limit}`] : [];
}

/** One of the things, or undefined where there are none. */
export function pickOf<T>(things: readonly T[], index: number): T | undefined {
  return things[index % Math.max(1, things.length)];
}
