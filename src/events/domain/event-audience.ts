import { TenantScope } from '../../shared/domain/tenant-scope';

/** What says who hears of an event. */
export interface AddressedEvent {
  readonly type: string;
  readonly contractId: string | null;
  readonly customerId: string | null;
  readonly providerId: string | null;
  readonly subjectType: string;
}

/** Null or left out: all. */
export interface WantedEvents {
  readonly types?: readonly string[] | null;
  readonly contractId?: string | null;
  readonly customerId?: string | null;
  readonly providerId?: string | null;
}

/** Whose contracts a partner sees besides its own, at one instant. */
export interface PartnerReach {
  /** The providers with which its own contract is active. */
  readonly providerIds: ReadonlySet<string>;
  readonly customerIds: ReadonlySet<string>;
}

/** What a partner does not see of its customers' contracts. Domain section 3, Partners. */
export const NOT_FOR_PARTNERS: readonly string[] = ['Satellite', 'ConsultingBlock', 'ConsultingOrder'];

/**
 * Whether the caller of a scope may hear of the event: the same as the filter of the feed says in SQL. `reach` is asked for of
 * partners alone; without it a partner hears of its own contracts only.
 */
export function hearsOf(scope: TenantScope, reach: PartnerReach | null, event: AddressedEvent): boolean {
  switch (scope.kind) {
    case 'ALL':
      return true;
    case 'PROVIDER':
      return event.providerId === scope.providerId;
    case 'CUSTOMER':
      return event.customerId === scope.customerId;
    case 'PARTNER':
      return event.customerId === scope.customerId || isWithin(reach, event);
  }
}

function isWithin(
  reach: PartnerReach | null,
  { providerId, customerId, subjectType }: AddressedEvent,
): boolean {
  if (reach === null || providerId === null || customerId === null) return false;
  const isReached = reach.providerIds.has(providerId) && reach.customerIds.has(customerId);
  return isReached && !NOT_FOR_PARTNERS.includes(subjectType);
}

/** Whether every condition of the filter holds for the event. */
export function isWanted(wanted: WantedEvents, event: AddressedEvent): boolean {
  const { types, contractId, customerId, providerId } = wanted;
  return (
    (types == null || types.includes(event.type)) &&
    (contractId == null || event.contractId === contractId) &&
    (customerId == null || event.customerId === customerId) &&
    (providerId == null || event.providerId === providerId)
  );
}
