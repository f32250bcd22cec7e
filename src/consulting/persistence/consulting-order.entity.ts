import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PlanEntity } from '../../catalog/persistence/catalog.entity';
import { ContractEntity } from '../../contracts/persistence/contract.entity';

/**
 * Additional blocks that were ordered, at the price and with the discount of that day. The database lets nothing of an
 * order change but the numbers of blocks that are used and that were taken back, which can be rebuilt from the ledger.
 */
@Entity('consulting_orders')
@Unique('consulting_orders_contract_id_id_key', ['contractId', 'id'])
@Check('consulting_orders_blocks_check', 'blocks >= 1')
@Check('consulting_orders_blocks_reversed_check', 'blocks_reversed >= 0')
@Check('consulting_orders_blocks_used_check', 'blocks_used BETWEEN 0 AND blocks - blocks_reversed')
@Check('consulting_orders_list_price_minor_check', 'list_price_minor >= 0')
@Check('consulting_orders_discount_percent_check', 'discount_percent BETWEEN 0 AND 100')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'consulting_orders_contract_id_fkey' })
@ForeignKey(() => PlanEntity, ['planId'], ['id'], { name: 'consulting_orders_plan_id_fkey' })
export class ConsultingOrderEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'consulting_orders_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  /** In force at the order: whose discount is kept. */
  @Column('bigint', { name: 'plan_id' })
  planId!: string;

  @Column('int')
  blocks!: number;

  @Column('int', { name: 'blocks_used', default: 0 })
  blocksUsed!: number;

  /** Taken back; of fewer than before never. */
  @Column('int', { name: 'blocks_reversed', default: 0 })
  blocksReversed!: number;

  /** Per hour, in the smallest unit of the currency. */
  @Column('bigint', { name: 'list_price_minor' })
  listPriceMinor!: string;

  /** ISO 4217. */
  @Column('text')
  currency!: string;

  @Column('int', { name: 'discount_percent' })
  discountPercent!: number;

  @Column('timestamptz', { name: 'ordered_at' })
  orderedAt!: Date;
}
