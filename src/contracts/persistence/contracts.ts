import { readByInstant, textOfKeyAt } from '../../platform/reads/by-instant';
import { inOrderOf } from '../../platform/reads/align-rows';
import { firstRow, statement } from '../../platform/sql';
import { batch, batchBy } from '../../platform/reads/batch';
import { RequestContext } from '../../platform/request-context';
import { ContractState } from '../domain/contract-state';
import { contractStatesAt, contractStatesNow } from './contract-state';

/** Contracts as they are now, null for each that the caller does not see. */
export const contractsById = batch<ContractState | null>(
  'contracts-by-ids',
  async ({ database, clock, scope }, ids) => {
    const rows = await contractStatesNow(database.sql, ids, clock.now(), scope);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

const ID_BY_NUMBER = statement('contract-id-by-number', 'SELECT id FROM contracts WHERE number = $1');

export async function contractByNumber(
  context: RequestContext,
  number: string,
): Promise<ContractState | null> {
  const found = await firstRow<{ id: string }>(context.database.sql, ID_BY_NUMBER, [number]);
  return found === null ? null : context.load(contractsById, found.id);
}

/** Contracts at an instant each; null for one that was not ordered yet. */
export const contractsAt = batchBy<{ id: string; at: Date }, ContractState | null>(
  'contracts-at',
  textOfKeyAt,
  async ({ database, scope }, keys) => {
    const groups = await readByInstant(
      keys,
      (ids, at) => contractStatesAt(database.sql, ids, at!, scope),
      (contract) => contract.id,
    );
    return groups.map((group) => (group instanceof Error ? group : (group[0] ?? null)));
  },
);
