import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { columnsOf } from '../../platform/columns';
import { statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { Suspension } from '../domain/suspension';
import { ContractSuspensionEntity } from './contract-suspension.entity';

const COLUMNS = columnsOf(ContractSuspensionEntity, 'u', ['contractId', 'since', 'reason', 'resumedAt']);
const OF_CONTRACTS = statement(
  'suspensions-of-contracts',
  `SELECT ${COLUMNS} FROM contract_suspensions u WHERE u.contract_id = ANY($1::bigint[]) ORDER BY u.id`,
);

/** Every suspension of contracts that the caller sees, those that are over included, oldest first. */
export const suspensionsOfContracts = batch<readonly Suspension[]>(
  'suspensions-of-contracts',
  async ({ database }, contractIds) => {
    const rows = await database.sql.rows<Suspension & { contractId: string }>(OF_CONTRACTS, [contractIds]);
    return groupedInOrderOf(contractIds, rows, (row) => row.contractId);
  },
);

const SUSPEND = statement(
  'suspend-contract',
  `WITH suspended AS (INSERT INTO contract_suspensions (contract_id, since, reason) VALUES ($1, $2, $3))
   UPDATE contracts SET suspended_since = $2 WHERE id = $1`,
);

/** Suspends a contract that the transaction has locked and that is not suspended. */
export async function writeSuspension(
  { sql }: Transaction,
  contractId: string,
  since: Date,
  reason: string,
): Promise<void> {
  await sql.rows(SUSPEND, [contractId, since, reason]);
}

const RESUME = statement(
  'resume-contract',
  `WITH resumed AS (
     UPDATE contract_suspensions SET resumed_at = greatest($2, since), resumption_reason = $3
     WHERE contract_id = $1 AND resumed_at IS NULL
   )
   UPDATE contracts SET suspended_since = NULL WHERE id = $1`,
);

/** Lifts the suspension of a contract that the transaction has locked. */
export async function writeResumption(
  { sql }: Transaction,
  contractId: string,
  now: Date,
  reason: string | null,
): Promise<void> {
  await sql.rows(RESUME, [contractId, now, reason]);
}

const KEEP = statement(
  'keep-suspension',
  `UPDATE contracts c SET suspended_since = (SELECT u.since FROM contract_suspensions u
     WHERE u.contract_id = c.id AND u.resumed_at IS NULL) WHERE c.id = $1`,
);

/** Writes into the row of a contract, which the transaction has locked, what its suspensions say; for a repair. */
export async function keepSuspension({ sql }: Pick<Transaction, 'sql'>, contractId: string): Promise<void> {
  await sql.rows(KEEP, [contractId]);
}
