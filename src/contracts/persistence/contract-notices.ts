import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { firstRow, Sql, statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { Notice, NoticeParty } from '../domain/notice';

interface NoticeOfContract extends Notice {
  readonly contractId: string;
}

const OF_CONTRACTS = statement(
  'notices-of-contracts',
  `SELECT contract_id AS "contractId", party, received_at AS "receivedAt", recorded_at AS "recordedAt",
     ends_on AS "endsOn", withdrawn_at AS "withdrawnAt"
   FROM contract_notices WHERE contract_id = ANY($1::bigint[]) ORDER BY id`,
);
const IN_FORCE = statement(
  'notice-in-force',
  'SELECT id, party FROM contract_notices WHERE contract_id = $1 AND withdrawn_at IS NULL',
);

/** Every notice of contracts that the caller sees, withdrawn ones included, in the order in which they were recorded. */
export const noticesOfContracts = batch<readonly Notice[]>(
  'notices-of-contracts',
  async ({ database }, contractIds) => {
    const rows = await database.sql.rows<NoticeOfContract>(OF_CONTRACTS, [contractIds]);
    return groupedInOrderOf(contractIds, rows, (row) => row.contractId);
  },
);

/** The notice that is not withdrawn, of a contract that the transaction has locked; null without one. */
export function noticeInForce(
  sql: Sql,
  contractId: string,
): Promise<{ readonly id: string; readonly party: NoticeParty } | null> {
  return firstRow(sql, IN_FORCE, [contractId]);
}
