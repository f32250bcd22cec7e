/**
 * Which rows a caller may see, from the narrowest: a customer’s own; a partner’s own and those of its customers; what
 * belongs to one provider; all.
 */
export const SCOPE_KINDS = ['CUSTOMER', 'PARTNER', 'PROVIDER', 'ALL'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** The tenant scope of a caller. Everything that is read, locked or counted for the caller is narrowed to it. */
export interface TenantScope {
  readonly kind: ScopeKind;
  /** Set for CUSTOMER and PARTNER alone. */
  readonly customerId: string | null;
  /** Set for PROVIDER alone. */
  readonly providerId: string | null;
  /** Scopes of the same key see the same rows: what is shared between requests is shared under it. */
  readonly key: string;
}

/** What the program itself reads with, and staff that is bound to no provider. */
export const EVERYTHING: TenantScope = { kind: 'ALL', customerId: null, providerId: null, key: 'all' };

export function scopeOfCustomer(customerId: string): TenantScope {
  return { kind: 'CUSTOMER', customerId, providerId: null, key: `customer ${customerId}` };
}

export function scopeOfPartner(customerId: string): TenantScope {
  return { kind: 'PARTNER', customerId, providerId: null, key: `partner ${customerId}` };
}

export function scopeOfProvider(providerId: string): TenantScope {
  return { kind: 'PROVIDER', customerId: null, providerId, key: `provider ${providerId}` };
}

/** Whether what belongs to a customer is the caller's own, where it sees it: a partner's customers' is not. */
export function isOwn(scope: TenantScope, customerId: string): boolean {
  return scope.kind !== 'PARTNER' || scope.customerId === customerId;
}

/** The scope without what a partner sees of its customers: the rows that the caller may change. Domain section 3, Partners. */
export function ownOf(scope: TenantScope): TenantScope {
  return scope.kind === 'PARTNER' ? scopeOfCustomer(scope.customerId!) : scope;
}
