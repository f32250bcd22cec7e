import { inOrderOf, readByMoment, textOfKeyAt } from '../../platform/reads/align-rows';
import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';
import { batch, batchBy } from '../../platform/reads/batch';
import { RequestContext } from '../../catalog/request-context';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Moment } from '../../shared/domain/moment';
import { foldText } from '../../shared/domain/text';
import { ContractIdentity, ContractState, isState } from '../domain/contract-state';
import { contractStatesAt, contractStatesNow, stateNowColumns, stateNowFrom } from './contract-state';

/** Contracts as they are now, null for each that the caller does not see. */
export const contractsById = batch<ContractState | null>(
  'contracts-by-ids',
  async ({ database, clock, scope }, ids) => {
    const rows = await contractStatesNow(database.sql, ids, clock.now(), scope);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

const ID_BY_NUMBER = statement('contract-id-by-number', 'SELECT id FROM contracts WHERE number_folded = $1');

export async function contractByNumber(
  context: RequestContext,
  number: string,
): Promise<ContractState | null> {
  const found = await firstRow<{ id: string }>(context.database.sql, ID_BY_NUMBER, [foldText(number)]);
  return found === null ? null : context.load(contractsById, found.id);
}

/** Whether a contract has the number, whoever may see it. */
export async function isNumberTaken(sql: Sql, number: string): Promise<boolean> {
  return (await firstRow(sql, ID_BY_NUMBER, [foldText(number)])) !== null;
}

/** Contracts at a moment each, also before their order; null for each that the caller does not see. */
export const contractsAt = batchBy<{ id: string; moment: Moment }, ContractState | null>(
  'contracts-at',
  textOfKeyAt,
  async ({ database, scope }, keys) => {
    const groups = await readByMoment(
      keys,
      (ids, moment) => contractStatesAt(database.sql, ids, moment!, scope),
      (contract) => contract.id,
    );
    return groups.map((group) => (group instanceof Error ? group : (group[0] ?? null)));
  },
);

/**
 * The contract as it is now. One that came with its state is answered as it came; where a list brought no more than the
 * identity, the states of all its rows are read in one statement, and only once something asks for them.
 */
export async function stateOf(
  context: RequestContext,
  contract: ContractIdentity | ContractState,
): Promise<ContractState> {
  if (isState(contract)) return contract;
  const state = await context.load(contractsById, contract.id);
  if (state === null) throw new Error(`the caller does not see contract ${contract.id}`);
  return state;
}

const FIRST_OF = statement(
  'contracts-of-customers',
  `SELECT page.* FROM unnest($1::bigint[]) AS wanted (customer_id) CROSS JOIN LATERAL (
     SELECT ${stateNowColumns('$2::timestamptz')} FROM ${stateNowFrom('$2::timestamptz')}
     WHERE c.customer_id = wanted.customer_id AND c.id > $3 ORDER BY c.id LIMIT $4
   ) AS page`,
);

export const CONTRACTS_LIST = 'contracts';

/** The contracts of customers whom the caller may see, in the order in which they were recorded. */
export const contractsOfCustomers = nestedPages<ContractState>(
  CONTRACTS_LIST,
  ({ database, clock }, customerIds, afterId, limit) =>
    database.sql.rows(FIRST_OF, [customerIds, clock.now(), afterId, limit]),
  (contract) => contract.customerId,
  countsBy('contract-counts', 'contracts', 'customer_id'),
);
