import { columnsOf } from '../../platform/columns';
import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { Sql, statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { LocalDate } from '../../shared/domain/local-date';
import { Notice, NoticeParty } from '../domain/notice';
import { ContractNoticeEntity } from './contract-notice.entity';
import { keepSchedule } from './contract-schedule';

interface NoticeOfContract extends Notice {
  readonly contractId: string;
}

const NOTICE_COLUMNS = columnsOf(ContractNoticeEntity, 'n', [
  'contractId',
  'party',
  'reason',
  'receivedAt',
  'recordedAt',
  'endsOn',
  'withdrawnAt',
]);
const NOTICES_OF_CONTRACTS = statement(
  'notices-of-contracts',
  `SELECT ${NOTICE_COLUMNS} FROM contract_notices n WHERE n.contract_id = ANY($1::bigint[]) ORDER BY n.id`,
);
const NOTICES_IN_FORCE = statement(
  'notices-in-force',
  `SELECT ${NOTICE_COLUMNS} FROM contract_notices n WHERE n.contract_id = $1 AND n.withdrawn_at IS NULL ORDER BY n.id`,
);

/** Every notice of contracts that the caller sees, withdrawn ones included, in the order in which they were recorded. */
export const noticesOfContracts = batch<readonly Notice[]>(
  'notices-of-contracts',
  async ({ database }, contractIds) => {
    const rows = await database.sql.rows<NoticeOfContract>(NOTICES_OF_CONTRACTS, [contractIds]);
    return groupedInOrderOf(contractIds, rows, (row) => row.contractId);
  },
);

/** The notices of a contract that are not withdrawn, at most one of each party, in the order in which they were recorded. */
export function noticesInForce(sql: Sql, contractId: string): Promise<Notice[]> {
  return sql.rows<Notice>(NOTICES_IN_FORCE, [contractId]);
}

export interface NewNotice {
  readonly contractId: string;
  readonly party: NoticeParty;
  readonly reason: string | null;
  readonly receivedAt: Date;
  readonly recordedAt: Date;
  /** Exclusive, in the provider's time zone. */
  readonly endsOn: LocalDate;
}

const INSERT_NOTICE = statement(
  'insert-notice',
  `INSERT INTO contract_notices (contract_id, party, reason, received_at, recorded_at, ends_on)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** Records a notice of a party that has none in force. */
export async function writeNotice(transaction: Transaction, notice: NewNotice): Promise<void> {
  const { contractId, party, reason, receivedAt, recordedAt, endsOn } = notice;
  await transaction.sql.rows(INSERT_NOTICE, [contractId, party, reason, receivedAt, recordedAt, endsOn]);
  await keepSchedule(transaction, contractId, recordedAt);
}

const WITHDRAW_NOTICE = statement(
  'withdraw-notice',
  `UPDATE contract_notices SET withdrawn_at = greatest($2, recorded_at), withdrawal_reason = $3
   WHERE contract_id = $1 AND party = $4 AND withdrawn_at IS NULL`,
);

/** Takes back the party's notice that is in force. */
export async function withdrawNoticeInForce(
  transaction: Transaction,
  contractId: string,
  party: NoticeParty,
  now: Date,
  reason: string | null,
): Promise<void> {
  await transaction.sql.rows(WITHDRAW_NOTICE, [contractId, now, reason, party]);
  await keepSchedule(transaction, contractId, now);
}
