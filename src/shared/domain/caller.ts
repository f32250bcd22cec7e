/** What a caller may do; the table of permissions in src/access says which role may call what. */
export const ROLES = ['ADMIN', 'SUPPORT', 'SALES', 'BILLING', 'CUSTOMER'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Caller {
  readonly keyId: string;
  /** Name of the key, for histories and the audit log. */
  readonly name: string;
  readonly role: Role;
  /** Set for role CUSTOMER only: the one customer that the caller sees and acts for. */
  readonly customerId: string | null;
}

/** The customer to whom the caller's sight is narrowed; null: sees all. Every read and every lock is given it. */
export function scopeOf(caller: Caller): string | null {
  return caller.customerId;
}
