/** A limit, and how much of it is used. A limit of null is none. */
export interface Quota {
  readonly limit: number | null;
  readonly used: number;
  /** When the count starts anew; null where it never does. */
  readonly resetsAt: Date | null;
}

/** How much is left; null where there is no limit. Never below 0: after a change of plan more may be used than granted. */
export function remainingOf(quota: Quota): number | null {
  return quota.limit === null ? null : Math.max(0, quota.limit - quota.used);
}

/** Used ≥ limit: the next one is refused. */
export function isExhausted(quota: Quota): quota is Quota & { readonly limit: number } {
  return quota.limit !== null && quota.used >= quota.limit;
}

/** Whether one limit is smaller than the other, where null is none. */
export function isStricter(one: number | null, other: number | null): boolean {
  return one !== null && (other === null || one < other);
}
