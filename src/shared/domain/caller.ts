import { EVERYTHING, scopeOfCustomer, scopeOfPartner, scopeOfProvider, TenantScope } from './tenant-scope';

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
  /** Set for role CUSTOMER only: the customer for which the caller acts. */
  readonly customerId: string | null;
  /** Whether that customer is a partner, which sees contracts of its customers too. Domain section 3, Partners. */
  readonly isPartner: boolean;
  /** Set where a staff key is bound to one provider: whatever belongs to another provider does not exist for it. */
  readonly providerId: string | null;
}

/** The caller's tenant scope. */
export function scopeOf({ customerId, isPartner, providerId }: Caller): TenantScope {
  if (customerId !== null) return isPartner ? scopeOfPartner(customerId) : scopeOfCustomer(customerId);
  return providerId === null ? EVERYTHING : scopeOfProvider(providerId);
}
