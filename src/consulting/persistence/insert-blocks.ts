import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { Allocation } from '../domain/allocate-blocks';
import { BLOCK_COLUMNS, ConsultingBlock } from './consulting-blocks';

/** What the blocks of one booking have in common. */
export interface Appointment {
  readonly contractId: string;
  readonly contractYear: number;
  readonly startsAt: Date;
  readonly subject: string;
  readonly consultant: string | null;
  readonly bookedAt: Date;
}

const INSERT = statement(
  'insert-consulting-blocks',
  `INSERT INTO consulting_blocks AS b (contract_id, contract_year, source, order_id, status, starts_at, subject, consultant, booked_at)
   SELECT $1, $2, a.source, a.order_id, 'BOOKED', $3, $4, $5, $6
   FROM unnest($7::text[], $8::bigint[]) WITH ORDINALITY AS a (source, order_id, place) ORDER BY a.place
   RETURNING ${BLOCK_COLUMNS}`,
);

/** Writes the blocks of a booking, in the order of their allocation. */
export function insertBlocks(
  { sql }: Transaction,
  appointment: Appointment,
  allocations: readonly Allocation[],
): Promise<ConsultingBlock[]> {
  const { contractId, contractYear, startsAt, subject, consultant, bookedAt } = appointment;
  return sql.rows<ConsultingBlock>(INSERT, [
    contractId,
    contractYear,
    startsAt,
    subject,
    consultant,
    bookedAt,
    allocations.map(({ source }) => source),
    allocations.map(({ orderId }) => orderId),
  ]);
}
