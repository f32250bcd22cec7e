import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { ContractEntity, ContractYearEntity } from '../../contracts/persistence/contract.entity';
import { BlockSource, BlockStatus } from '../domain/consulting-block';
import { ConsultingOrderEntity } from './consulting-order.entity';

/**
 * Four hours of consulting by appointment. The database lets nothing of a block change but its appointment while it is
 * BOOKED, and the steps of its life, each with its instant: BOOKED to CANCELLED, BOOKED to DELIVERED, DELIVERED to REVERSED.
 */
@Entity('consulting_blocks')
@Unique('consulting_blocks_contract_id_id_key', ['contractId', 'id'])
@Check('consulting_blocks_source_check', `source IN ('INCLUDED', 'ADDITIONAL')`)
@Check('consulting_blocks_order_id_check', `(source = 'ADDITIONAL') = (order_id IS NOT NULL)`)
@Check('consulting_blocks_status_check', `status IN ('BOOKED', 'DELIVERED', 'CANCELLED', 'REVERSED')`)
@Check('consulting_blocks_cancelled_at_check', `(status = 'CANCELLED') = (cancelled_at IS NOT NULL)`)
@Check(
  'consulting_blocks_delivered_at_check',
  `(status IN ('DELIVERED', 'REVERSED')) = (delivered_at IS NOT NULL)`,
)
@Check(
  'consulting_blocks_delivery_recorded_at_check',
  '(delivered_at IS NULL) = (delivery_recorded_at IS NULL)',
)
@Check('consulting_blocks_delivered_by_check', 'delivered_by IS NULL OR delivered_at IS NOT NULL')
@Check('consulting_blocks_reversed_at_check', `(status = 'REVERSED') = (reversed_at IS NOT NULL)`)
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'consulting_blocks_contract_id_fkey' })
@ForeignKey(() => ContractYearEntity, ['contractId', 'contractYear'], ['contractId', 'number'], {
  name: 'consulting_blocks_contract_id_contract_year_fkey',
})
@ForeignKey(() => ConsultingOrderEntity, ['contractId', 'orderId'], ['contractId', 'id'], {
  name: 'consulting_blocks_contract_id_order_id_fkey',
})
export class ConsultingBlockEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'consulting_blocks_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  /** In which the appointment begins. */
  @Column('int', { name: 'contract_year' })
  contractYear!: number;

  @Column('text')
  source!: BlockSource;

  @Column('bigint', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('text')
  status!: BlockStatus;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('text')
  subject!: string;

  @Column('text', { nullable: true })
  consultant!: string | null;

  @Column('timestamptz', { name: 'booked_at' })
  bookedAt!: Date;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt!: Date | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;

  /** Who gave it; null also for a delivery of which that was not recorded. */
  @Column('text', { name: 'delivered_by', nullable: true })
  deliveredBy!: string | null;

  @Column('timestamptz', { name: 'delivery_recorded_at', nullable: true })
  deliveryRecordedAt!: Date | null;

  @Column('timestamptz', { name: 'reversed_at', nullable: true })
  reversedAt!: Date | null;
}
