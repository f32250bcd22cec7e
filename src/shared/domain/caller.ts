/** What a caller may do; the table of permissions in src/access says which role may call what. */
export const ROLES = ['ADMIN', 'SUPPORT', 'SALES', 'BILLING', 'CUSTOMER'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: an API key, or a person with a token. */
export interface Caller {
  /** Id of the key or person; no two of them have the same. */
  readonly keyId: string;
  /** Name of the key or person, for histories and the audit log. */
  readonly name: string;
  readonly role: Role;
  /** Set for role CUSTOMER only: the one customer that the caller sees and acts for. */
  readonly customerId: string | null;
  /** Set where a staff key is bound to one provider: whatever belongs to another provider does not exist for it. */
  readonly providerId: string | null;
}

/** The caller's tenant scope: the customer whose rows alone it may read and lock; null: all rows. */
export function scopeOf(caller: Caller): string | null {
  return caller.customerId;
}
