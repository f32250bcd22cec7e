import { ContractYear } from '../../contracts/domain/contract-dates';
import { keepDerived } from '../../contracts/persistence/contract-derived';
import {
  countAdditionalBlocks,
  countIncludedBlocks,
  uncountInYear,
} from '../../contracts/persistence/usage-counters';
import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { Allocation } from '../domain/book-block';
import { ConsultingBlock } from './consulting-blocks';

const USE_ADDITIONAL = statement(
  'use-additional-blocks',
  `WITH used AS (
     SELECT contract_id, order_id, count(*)::int AS blocks FROM unnest($1::bigint[], $2::bigint[]) AS b (contract_id, order_id)
     GROUP BY contract_id, order_id
   ), orders AS (
     UPDATE consulting_orders o SET blocks_used = o.blocks_used + used.blocks FROM used WHERE o.id = used.order_id
   )
   ${countAdditionalBlocks('(SELECT contract_id, sum(blocks) AS blocks FROM used GROUP BY contract_id) AS n')}`,
);

/** What a booking uses of a contract that is locked. */
export interface BlockUse {
  readonly contractId: string;
  /** In which the appointment begins, and how many blocks it includes. */
  readonly year: ContractYear;
  readonly yearlyLimit: number;
  readonly allocations: readonly Allocation[];
}

/** Counts blocks on the contract years of their appointments and on their orders. */
export async function useBlocks({ sql }: Transaction, uses: readonly BlockUse[], now: Date): Promise<void> {
  const additional = uses.flatMap(({ contractId, allocations }) =>
    allocations.flatMap(({ orderId }) => (orderId === null ? [] : { contractId, orderId })),
  );
  // Also where none is INCLUDED: each block refers to the row of its year.
  const included = uses.map(({ contractId, year, yearlyLimit: limit, allocations }) => ({
    ...year,
    contractId,
    limit,
    blocks: allocations.filter(({ orderId }) => orderId === null).length,
  }));
  const underived = await countIncludedBlocks(sql, included);
  // Lists read the limits of the running year in its row.
  if (underived.length > 0) await keepDerived(sql, underived, now);
  if (additional.length === 0) return;
  const columns = [additional.map(({ contractId }) => contractId), additional.map(({ orderId }) => orderId)];
  await sql.rows(USE_ADDITIONAL, columns);
}

const GIVE_ADDITIONAL_BACK = statement(
  'give-additional-block-back',
  `WITH given AS (UPDATE consulting_orders SET blocks_used = blocks_used - 1 WHERE id = $2)
   ${countAdditionalBlocks('(VALUES ($1::bigint, -1)) AS n (contract_id, blocks)')}`,
);

/** Makes the unit that a block used free again, where it came from; the contract is locked. */
export async function giveBlockBack({ sql }: Transaction, block: ConsultingBlock): Promise<void> {
  const { contractId, contractYear, orderId } = block;
  if (orderId === null) await uncountInYear(sql, 'includedBlocks', contractId, contractYear);
  else await sql.rows(GIVE_ADDITIONAL_BACK, [contractId, orderId]);
}
