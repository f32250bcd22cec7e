import { inOrderOf } from '../../platform/reads/align-rows';
import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';
import { statement } from '../../platform/sql';
import { Batch } from '../../platform/reads/reader';
import { BlockSource, BlockStatus } from '../domain/consulting-block';

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
export const blocksById: Batch<string, ConsultingBlock | null> = async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<ConsultingBlock>(BY_IDS, [ids, scope]);
  return inOrderOf(ids, rows, (row) => row.id);
};

export const BLOCKS_LIST = 'consulting_blocks';

/** The blocks of contracts that the caller sees, in the order in which they were booked. */
export const blocksOfContracts = nestedPages<ConsultingBlock>(
  BLOCKS_LIST,
  ({ database }, contractIds, afterId, limit) => database.sql.rows(FIRST_OF, [contractIds, afterId, limit]),
  (block) => block.contractId,
  countsBy('consulting-block-counts', 'consulting_blocks', 'contract_id'),
);
