import { scopeOf } from '../../shared/domain/caller';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { firstRow, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { contractStatesNow } from './contract-state';

const LOCK = statement(
  'lock-contract',
  `SELECT id FROM contracts WHERE id = $1 AND ($2::bigint IS NULL OR customer_id = $2) FOR UPDATE`,
);

/** A contract that nobody else can use a limit of until the transaction ends, and the instant from which that holds. */
export interface LockedContract {
  readonly state: ContractState;
  readonly now: Date;
}

/**
 * Locks the contract, then reads its facts: in this order, since only facts read by a later statement are sure to hold
 * what the previous holder of the lock has written. Throws Refused (NOT_FOUND), for a contract of somebody else as for
 * one that does not exist.
 */
export async function lockContract(
  context: RequestContext,
  { sql, journal }: UnitOfWork,
  contractId: string,
  path: readonly string[],
): Promise<LockedContract> {
  const scope = scopeOf(context.caller);
  const locked = await firstRow(sql, LOCK, [contractId, scope]);
  if (locked === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such contract.', path)]);
  journal.concerns(contractId);
  const now = context.clock.now();
  const [state] = await contractStatesNow(sql, [contractId], now, scope);
  return { state: state!, now };
}
