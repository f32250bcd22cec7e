import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';

/** INCLUDED: granted by the plan for a contract year. ADDITIONAL: ordered and paid. Domain section 1. */
export const BLOCK_SOURCES = ['INCLUDED', 'ADDITIONAL'] as const;
export type BlockSource = (typeof BLOCK_SOURCES)[number];

export const BLOCK_STATUSES = ['BOOKED', 'DELIVERED', 'CANCELLED', 'REVERSED'] as const;
export type BlockStatus = (typeof BLOCK_STATUSES)[number];

/**
 * Every entry of the ledger: what happens to an order, and what happens to a block. An appointment that moves has two:
 * MOVED_FROM gives back what it used, MOVED_TO takes what it uses now. An order of which an import brings what is left has
 * BROUGHT_IN in the place of ORDERED: it was billed elsewhere.
 */
export const CONSULTING_EVENT_KINDS = [
  'ORDERED',
  'BROUGHT_IN',
  'ORDER_REVERSED',
  'BOOKED',
  'MOVED_FROM',
  'MOVED_TO',
  'CANCELLED',
  'DELIVERED',
  'REVERSED',
] as const;
export type ConsultingEventKind = (typeof CONSULTING_EVENT_KINDS)[number];

/** What billing reads: what was bought, what was done, and what of it was taken back. */
export const BILLED_KINDS = [
  'ORDERED',
  'ORDER_REVERSED',
  'DELIVERED',
  'REVERSED',
] as const satisfies readonly ConsultingEventKind[];
export type BilledKind = (typeof BILLED_KINDS)[number];

/** CHANGED: it stays what it is, and something of its appointment changes. */
type Step = Exclude<BlockStatus, 'BOOKED'> | 'CHANGED';

/** The life of a block: what it must be, so that it can become what. Domain section 6. */
const STEPS: Readonly<Record<Step, { readonly from: BlockStatus; readonly verb: string }>> = {
  CANCELLED: { from: 'BOOKED', verb: 'cancelled' },
  DELIVERED: { from: 'BOOKED', verb: 'delivered' },
  REVERSED: { from: 'DELIVERED', verb: 'reversed' },
  CHANGED: { from: 'BOOKED', verb: 'changed' },
};

/** Passes where a block may take the step. */
export function decideTransition(status: BlockStatus, to: Step): RuleOutcome {
  const { from, verb } = STEPS[to];
  if (status === from) return passed('INVALID_STATE', `The block is ${from}.`);
  const hint = to === 'CANCELLED' && status === 'DELIVERED' ? ' Reverse it instead.' : '';
  const message = `Only a block that is ${from} can be ${verb}; this one is ${status}.${hint}`;
  return failedRule('INVALID_STATE', message, ['input', 'blockId']);
}
