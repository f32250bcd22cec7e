import { LocalDate } from '../../shared/domain/local-date';
import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { NoticeParty } from '../domain/notice';
import { keepSchedule } from './contract-schedule';

export interface NewNotice {
  readonly contractId: string;
  readonly party: NoticeParty;
  readonly reason: string | null;
  readonly receivedAt: Date;
  readonly recordedAt: Date;
  /** Exclusive, in the provider's time zone. */
  readonly endsOn: LocalDate;
}

const INSERT = statement(
  'insert-notice',
  `INSERT INTO contract_notices (contract_id, party, reason, received_at, recorded_at, ends_on)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** Records a notice of a contract that has none in force. */
export async function writeNotice(transaction: Transaction, notice: NewNotice): Promise<void> {
  const { contractId, party, reason, receivedAt, recordedAt, endsOn } = notice;
  await transaction.sql.rows(INSERT, [contractId, party, reason, receivedAt, recordedAt, endsOn]);
  await keepSchedule(transaction, contractId);
}

const WITHDRAW = statement(
  'withdraw-notice',
  `UPDATE contract_notices SET withdrawn_at = greatest($2, recorded_at), withdrawal_reason = $3
   WHERE contract_id = $1 AND withdrawn_at IS NULL`,
);

/** Takes back the notice that is in force. */
export async function withdrawNoticeInForce(
  transaction: Transaction,
  contractId: string,
  now: Date,
  reason: string | null,
): Promise<void> {
  await transaction.sql.rows(WITHDRAW, [contractId, now, reason]);
  await keepSchedule(transaction, contractId);
}
