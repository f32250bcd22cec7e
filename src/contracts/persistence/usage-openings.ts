import { columnsOf } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { UsageOpeningEntity } from './contract.entity';

const COLUMNS = columnsOf(UsageOpeningEntity, 'o', [
  'contractId',
  'contractYear',
  'incidents',
  'includedBlocks',
  'recordedAt',
]);
const FROM_YEARS = statement(
  'usage-openings-from-years',
  `SELECT ${COLUMNS} FROM unnest($1::bigint[], $2::int[]) AS w (contract_id, first_year)
     JOIN usage_openings o ON o.contract_id = w.contract_id AND o.contract_year >= w.first_year`,
);

/** What was brought in of contracts as used before, of the contract year named for each and of all after it. */
export function usageOpenings(
  sql: Sql,
  contractIds: readonly string[],
  firstYears: readonly number[],
): Promise<UsageOpeningEntity[]> {
  return sql.rows<UsageOpeningEntity>(FROM_YEARS, [contractIds, firstYears]);
}
