import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PlanEntity } from '../../catalog/persistence/plan.entity';
import { ProviderEntity } from '../../catalog/persistence/provider.entity';
import { CustomerEntity } from '../../customers/persistence/customer.entity';
import { LocalDate } from '../../shared/domain/local-date';

/**
 * A contract, and the counters of what it holds at once. Its row is the one lock of all its limits; the checks are the
 * second line behind the rules. A limit is written with each use, so it is the plan's at the last use, null if unlimited.
 * The plans and the end follow from `contract_plans` and `contract_notices`; `keepSchedule` alone writes them. So does
 * the suspension from `contract_suspensions`.
 */
@Entity('contracts')
@Unique('contracts_number_folded_key', ['numberFolded'])
@Unique('contracts_customer_id_id_key', ['customerId', 'id'])
@Check('contracts_term_months_check', 'term_months >= 1')
@Check('contracts_activates_on_check', 'activates_on > ordered_on')
@Check(
  'contracts_contacts_used_check',
  'contacts_used >= 0 AND (contacts_limit IS NULL OR contacts_used <= contacts_limit)',
)
@Check(
  'contracts_satellites_used_check',
  'satellites_used >= 0 AND (satellites_limit IS NULL OR satellites_used <= satellites_limit)',
)
@Check(
  'contracts_additional_blocks_used_check',
  'additional_blocks_used BETWEEN 0 AND additional_blocks_ordered',
)
@Check('contracts_next_plan_from_check', '(next_plan_id IS NULL) = (next_plan_from IS NULL)')
@Check('contracts_cancellation_check', '(cancelled_at IS NULL) = (cancellation_reason IS NULL)')
@ForeignKey(() => CustomerEntity, ['customerId'], ['id'], { name: 'contracts_customer_id_fkey' })
@ForeignKey(() => ProviderEntity, ['providerId'], ['id'], { name: 'contracts_provider_id_fkey' })
@ForeignKey(() => PlanEntity, ['planId'], ['id'], { name: 'contracts_plan_id_fkey' })
@ForeignKey(() => PlanEntity, ['nextPlanId'], ['id'], { name: 'contracts_next_plan_id_fkey' })
export class ContractEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'contracts_pkey' })
  id!: string;

  @Column('text')
  number!: string;

  /** As numbers are compared: `foldText` of it. */
  @Column({ type: 'text', name: 'number_folded', collation: 'C' })
  numberFolded!: string;

  @Column('bigint', { name: 'customer_id' })
  customerId!: string;

  @Column('bigint', { name: 'provider_id' })
  providerId!: string;

  @Column('timestamptz', { name: 'order_received_at' })
  orderReceivedAt!: Date;

  @Column('date', { name: 'ordered_on' })
  orderReceivedOn!: LocalDate;

  @Column('date', { name: 'activates_on' })
  activatesOn!: LocalDate;

  /** The provider's zone, of all dates of the contract. Kept here because every read of the contract needs it. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('int', { name: 'term_months' })
  termMonths!: number;

  @Column('int', { name: 'contacts_used', default: 0 })
  contactsUsed!: number;

  @Column('int', { name: 'contacts_limit', nullable: true })
  contactsLimit!: number | null;

  @Column('int', { name: 'satellites_used', default: 0 })
  satellitesUsed!: number;

  @Column('int', { name: 'satellites_limit', nullable: true })
  satellitesLimit!: number | null;

  @Column('int', { name: 'additional_blocks_ordered', default: 0 })
  additionalBlocksOrdered!: number;

  @Column('int', { name: 'additional_blocks_used', default: 0 })
  additionalBlocksUsed!: number;

  /** In force until `nextPlanFrom`, without one for good. */
  @Column('bigint', { name: 'plan_id' })
  planId!: string;

  /** In force from `nextPlanFrom`, which may be past; never, where the contract ended before. */
  @Column('bigint', { name: 'next_plan_id', nullable: true })
  nextPlanId!: string | null;

  @Column('timestamptz', { name: 'next_plan_from', nullable: true })
  nextPlanFrom!: Date | null;

  /** The earlier end of those that the notices in force bring about, exclusive. */
  @Column('date', { name: 'notice_ends_on', nullable: true })
  noticeEndsOn!: LocalDate | null;

  /** When the order was recorded. */
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('timestamptz', { name: 'suspended_since', nullable: true })
  suspendedSince!: Date | null;

  /** When it was cancelled, before it had begun. */
  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt!: Date | null;

  @Column('text', { name: 'cancellation_reason', nullable: true })
  cancellationReason!: string | null;
}
