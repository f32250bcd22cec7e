import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PlanEntity } from '../../catalog/persistence/catalog.entity';
import { ContractEntity } from '../../contracts/persistence/contract.entity';
import { BlockSource, ConsultingEventKind } from '../domain/consulting-block';
import { ConsultingBlockEntity } from './consulting-block.entity';
import { ConsultingOrderEntity } from './consulting-order.entity';

/** One entry of the consulting ledger, whole in itself. The database refuses to change or delete one. */
@Entity('consulting_events')
@Unique('consulting_events_position_key', ['position'])
@Index('consulting_events_occurred_at_idx', ['occurredAt', 'position'], { where: 'position IS NOT NULL' })
@Index('consulting_events_latest_occurred_at_idx', ['latestOccurredAt', 'position'], {
  where: 'position IS NOT NULL',
})
@Index('consulting_events_contract_id_idx', ['contractId', 'id'])
@Index('consulting_events_block_id_idx', ['blockId', 'id'], { where: 'block_id IS NOT NULL' })
@Index('consulting_events_ordered_idx', ['orderId'], { where: `kind IN ('ORDERED', 'BROUGHT_IN')` })
@Check(
  'consulting_events_kind_check',
  `kind IN ('ORDERED', 'BROUGHT_IN', 'ORDER_REVERSED', 'BOOKED', 'MOVED_FROM', 'MOVED_TO', 'CANCELLED', 'DELIVERED', 'REVERSED')`,
)
@Check(
  'consulting_events_position_check',
  `(position IS NOT NULL) = (kind IN ('ORDERED', 'ORDER_REVERSED', 'DELIVERED', 'REVERSED'))`,
)
@Check(
  'consulting_events_latest_occurred_at_check',
  '(position IS NULL) = (latest_occurred_at IS NULL) AND latest_occurred_at >= occurred_at',
)
@Check(
  'consulting_events_block_id_check',
  `(kind IN ('ORDERED', 'BROUGHT_IN', 'ORDER_REVERSED')) = (block_id IS NULL)`,
)
@Check('consulting_events_order_id_check', `(source = 'ADDITIONAL') = (order_id IS NOT NULL)`)
@Check(
  'consulting_events_currency_check',
  `(source = 'ADDITIONAL') = (currency IS NOT NULL)
   AND (currency IS NULL) = (list_price_minor IS NULL) AND (currency IS NULL) = (net_amount_minor IS NULL)`,
)
@Check('consulting_events_hours_check', 'hours > 0')
@ForeignKey(() => ContractEntity, ['customerId', 'contractId'], ['customerId', 'id'], {
  name: 'consulting_events_customer_id_contract_id_fkey',
})
@ForeignKey(() => PlanEntity, ['planId'], ['id'], { name: 'consulting_events_plan_id_fkey' })
@ForeignKey(() => ConsultingOrderEntity, ['contractId', 'orderId'], ['contractId', 'id'], {
  name: 'consulting_events_contract_id_order_id_fkey',
})
@ForeignKey(() => ConsultingBlockEntity, ['contractId', 'blockId'], ['contractId', 'id'], {
  name: 'consulting_events_contract_id_block_id_fkey',
})
export class ConsultingEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'consulting_events_pkey' })
  id!: string;

  /** Its place in what billing reads: 1, 2, 3 … in the order of commits. Null: billing does not read it. */
  @Column('bigint', { nullable: true })
  position!: string | null;

  @Column('text')
  kind!: ConsultingEventKind;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('bigint', { name: 'customer_id' })
  customerId!: string;

  @Column('bigint', { name: 'plan_id' })
  planId!: string;

  @Column('int', { name: 'contract_year' })
  contractYear!: number;

  @Column('text')
  source!: BlockSource;

  @Column('bigint', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('bigint', { name: 'block_id', nullable: true })
  blockId!: string | null;

  @Column('int')
  hours!: number;

  /** Per hour, in the smallest unit of the currency. */
  @Column('bigint', { name: 'list_price_minor', nullable: true })
  listPriceMinor!: string | null;

  /** Of all hours, after the discount. */
  @Column('bigint', { name: 'net_amount_minor', nullable: true })
  netAmountMinor!: string | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('int', { name: 'discount_percent' })
  discountPercent!: number;

  /** When it counts for billing: as it happened, or as it was recorded where that month was closed. */
  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  /**
   * The latest `occurredAt` of all places up to this one. It grows with the place, so that the first place at which a
   * period can have a row is found without reading those before.
   */
  @Column('timestamptz', { name: 'latest_occurred_at', nullable: true })
  latestOccurredAt!: Date | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('text')
  actor!: string;

  @Column('text', { nullable: true })
  note!: string | null;
}
