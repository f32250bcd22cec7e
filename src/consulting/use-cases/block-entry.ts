import { RequestContext } from '../../catalog/request-context';
import { ConsultingEventKind } from '../domain/consulting-block';
import { LedgerEntry, ledgerEntry } from '../domain/ledger-entry';
import { LockedBlock } from '../persistence/lock-block';

/** The entry of a step in the life of a locked block; now is when it is recorded, and when it happened unless told. */
export function blockEntry<Kind extends ConsultingEventKind>(
  context: RequestContext,
  { block, state, price, now }: LockedBlock,
  step: {
    readonly kind: Kind;
    readonly planId: string;
    readonly occurredAt?: Date;
    readonly note?: string | null;
  },
): LedgerEntry & { readonly kind: Kind } {
  const { kind, planId, occurredAt = now, note = null } = step;
  const { contractId, contractYear, source, orderId, id: blockId } = block;
  const subject = {
    contractId,
    contractYear,
    source,
    orderId,
    blockId,
    planId,
    customerId: state.customerId,
  };
  const circumstances = { occurredAt, recordedAt: now, actor: context.caller.name, note };
  return { ...ledgerEntry(kind, subject, 1, price, circumstances), kind };
}
