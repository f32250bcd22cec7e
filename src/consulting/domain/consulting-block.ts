/** INCLUDED: granted by the plan for a contract year. ADDITIONAL: ordered and paid. Domain section 1. */
export const BLOCK_SOURCES = ['INCLUDED', 'ADDITIONAL'] as const;
export type BlockSource = (typeof BLOCK_SOURCES)[number];

export const BLOCK_STATUSES = ['BOOKED', 'DELIVERED', 'CANCELLED', 'REVERSED'] as const;
export type BlockStatus = (typeof BLOCK_STATUSES)[number];

/** Every entry of the ledger: an order, and what happens to a block. */
export const CONSULTING_EVENT_KINDS = ['ORDERED', 'BOOKED', 'CANCELLED', 'DELIVERED', 'REVERSED'] as const;
export type ConsultingEventKind = (typeof CONSULTING_EVENT_KINDS)[number];

/** What billing reads: what was bought, what was done, and what of it was taken back. */
export const BILLED_KINDS = [
  'ORDERED',
  'DELIVERED',
  'REVERSED',
] as const satisfies readonly ConsultingEventKind[];
export type BilledKind = (typeof BILLED_KINDS)[number];
