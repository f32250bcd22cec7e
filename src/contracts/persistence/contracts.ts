import { inOrderOf, readByMoment, textOfKeyAt } from '../../platform/reads/align-rows';
import { nestedPages } from '../../platform/reads/nested-pages';
import { batch, batchBy } from '../../platform/reads/batch';
import { RequestContext } from '../../catalog/request-context';
import { foldText } from '../../shared/domain/text';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Moment } from '../../shared/domain/moment';
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
  async ({ database, clock, scope }, keys) => {
    const groups = await readByMoment(
      keys,
      (ids, moment) => contractStatesAt(database.sql, ids, moment!, scope, clock.now()),
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

const FIRST_OF = scopedStatement(
  'contracts-of-customers',
  '$5',
  (sees) => `SELECT page.* FROM unnest($1::bigint[]) AS wanted (customer_id) CROSS JOIN LATERAL (
     SELECT ${stateNowColumns('$2::timestamptz')} FROM ${stateNowFrom('$2::timestamptz')}
     WHERE c.customer_id = wanted.customer_id AND c.id > $3 AND ${sees.contract('c')} ORDER BY c.id LIMIT $4
   ) AS page`,
);

const COUNTS = scopedStatement(
  'contract-counts',
  '$2',
  (sees) => `SELECT c.customer_id AS parent, count(*)::int AS count FROM contracts c
   WHERE c.customer_id = ANY($1::bigint[]) AND ${sees.contract('c')} GROUP BY c.customer_id`,
);

const contractCounts = batch<number>('contract-counts', async ({ database, clock, scope }, customerIds) => {
  const values = [customerIds, scopeValue(scope, clock.now())];
  const rows = await database.sql.rows<{ parent: string; count: number }>(COUNTS(scope), values);
  return inOrderOf(customerIds, rows, (row) => row.parent).map((row) => row?.count ?? 0);
});

export const CONTRACTS_LIST = 'contracts';

/** Of customers whom the caller may see, the contracts that it sees, in the order in which they were recorded. */
export const contractsOfCustomers = nestedPages<ContractState>(
  CONTRACTS_LIST,
  ({ database, clock, scope }, customerIds, afterId, limit) => {
    const now = clock.now();
    return database.sql.rows(FIRST_OF(scope), [customerIds, now, afterId, limit, scopeValue(scope, now)]);
  },
  (contract) => contract.customerId,
  contractCounts,
);
