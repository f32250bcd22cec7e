import { inOrderOf } from '../../platform/reads/align-rows';
import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';
import { statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { BlockSource, BlockStatus } from '../domain/consulting-block';
import { Transaction } from '../../platform/transactions/database';
import { Allocation } from '../domain/book-block';

export interface ConsultingBlock {
  readonly id: string;
  readonly contractId: string;
  /** In which the appointment begins. */
  readonly contractYear: number;
  readonly source: BlockSource;
  readonly orderId: string | null;
  readonly status: BlockStatus;
  readonly startsAt: Date;
  readonly subject: string;
  readonly consultant: string | null;
  readonly bookedAt: Date;
  readonly cancelledAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly reversedAt: Date | null;
}

export const BLOCK_COLUMNS = `b.id, b.contract_id AS "contractId", b.contract_year AS "contractYear", b.source,
  b.order_id AS "orderId", b.status, b.starts_at AS "startsAt", b.subject, b.consultant, b.booked_at AS "bookedAt",
  b.cancelled_at AS "cancelledAt", b.delivered_at AS "deliveredAt", b.reversed_at AS "reversedAt"`;

const BY_IDS = statement(
  'consulting-blocks-by-ids',
  `SELECT ${BLOCK_COLUMNS} FROM consulting_blocks b JOIN contracts c ON c.id = b.contract_id
   WHERE b.id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR c.customer_id = $2)`,
);
const FIRST_OF = statement(
  'consulting-blocks-of-contracts',
  `SELECT page.* FROM unnest($1::bigint[]) AS wanted (contract_id) CROSS JOIN LATERAL (
     SELECT ${BLOCK_COLUMNS} FROM consulting_blocks b
     WHERE b.contract_id = wanted.contract_id AND b.id > $2 ORDER BY b.id LIMIT $3
   ) AS page`,
);

/** Blocks of contracts that the caller sees, null for each other. */
export const blocksById = batch<ConsultingBlock | null>(
  'consulting-blocks-by-ids',
  async ({ database, scope }, ids) => {
    const rows = await database.sql.rows<ConsultingBlock>(BY_IDS, [ids, scope]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

export const BLOCKS_LIST = 'consulting_blocks';

/** The blocks of contracts that the caller sees, in the order in which they were booked. */
export const blocksOfContracts = nestedPages<ConsultingBlock>(
  BLOCKS_LIST,
  ({ database }, contractIds, afterId, limit) => database.sql.rows(FIRST_OF, [contractIds, afterId, limit]),
  (block) => block.contractId,
  countsBy('consulting-block-counts', 'consulting_blocks', 'contract_id'),
);

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

const stepTo = (status: BlockStatus, stamp: string) =>
  statement(
    `consulting-block-${status.toLowerCase()}`,
    `UPDATE consulting_blocks b SET status = '${status}', ${stamp} = $2 WHERE b.id = $1 RETURNING ${BLOCK_COLUMNS}`,
  );

const STEPS = {
  CANCELLED: stepTo('CANCELLED', 'cancelled_at'),
  DELIVERED: stepTo('DELIVERED', 'delivered_at'),
  REVERSED: stepTo('REVERSED', 'reversed_at'),
};

/** Writes the next step of a block's life, which the caller has decided to be allowed. */
export async function writeStep(
  { sql }: Transaction,
  blockId: string,
  to: keyof typeof STEPS,
  at: Date,
): Promise<ConsultingBlock> {
  const [block] = await sql.rows<ConsultingBlock>(STEPS[to], [blockId, at]);
  return block!;
}
