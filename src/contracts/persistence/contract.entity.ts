import {
  Check,
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { PlanEntity, ProviderEntity } from '../../catalog/persistence/catalog.entity';
import { CustomerEntity } from '../../customers/persistence/customer.entity';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractStatus } from '../domain/contract-state';

/**
 * A contract, and the counters of what it holds at once. Its row is the one lock of all its limits; the checks are the
 * second line behind the rules. A limit is written with each use, so it is the plan's at the last use, null if unlimited.
 * The plans and the end follow from `contract_plans` and `contract_notices`; `keepSchedule` alone writes them. So does
 * the suspension from `contract_suspensions`. What is derived of all this and of the calendar is for lists alone: `keepDerived`
 * writes it, and it counts from `derivedFrom` until before `derivedUntil`. Further indexes of lists are on expressions, and
 * stand in the migration.
 */
@Entity('contracts')
@Unique('contracts_number_folded_key', ['numberFolded'])
@Unique('contracts_customer_id_id_key', ['customerId', 'id'])
@Index('contracts_status_idx', ['status', 'id'])
@Index('contracts_current_plan_id_status_idx', ['currentPlanId', 'status', 'id'])
@Index('contracts_with_end_idx', ['id'], { where: 'cancelled_at IS NULL AND notice_ends_on IS NOT NULL' })
@Index('contracts_provider_id_idx', ['providerId', 'id'])
@Index('contracts_renews_on_idx', { synchronize: false })
@Index('contracts_notice_deadline_idx', { synchronize: false })
@Index('contracts_ends_on_idx', { synchronize: false })
@Index('contracts_without_contact_idx', ['id'], { where: 'contacts_used = 0' })
@Index('contracts_suspended_idx', ['id'], { where: 'suspended_since IS NOT NULL' })
@Index('contracts_next_plan_from_idx', ['nextPlanFrom', 'id'], { where: 'next_plan_id IS NOT NULL' })
@Index('contracts_contacts_percent_idx', { synchronize: false })
@Index('contracts_satellites_percent_idx', { synchronize: false })
@Index('contracts_derived_from_idx', ['derivedFrom'])
@Index('contracts_derived_until_idx', ['derivedUntil'])
@Index('contracts_number_search_idx', { synchronize: false })
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

  @Column('text', { nullable: true })
  status!: ContractStatus | null;

  /** The plan in force. */
  @Column('bigint', { name: 'current_plan_id', nullable: true })
  currentPlanId!: string | null;

  @Column('date', { name: 'renews_on', nullable: true })
  renewsOn!: LocalDate | null;

  @Column('date', { name: 'notice_deadline', nullable: true })
  noticeDeadline!: LocalDate | null;

  @Column('date', { name: 'contacts_due_on', nullable: true })
  contactsDueOn!: LocalDate | null;

  /** The limit of the plan in force, or of the coming one where that is stricter; null: unlimited, or the contract is over. */
  @Column('int', { name: 'contacts_allowed', nullable: true })
  contactsAllowed!: number | null;

  @Column('int', { name: 'satellites_allowed', nullable: true })
  satellitesAllowed!: number | null;

  @Column('timestamptz', { name: 'derived_from', default: () => `'-infinity'` })
  derivedFrom!: Date;

  @Column('timestamptz', { name: 'derived_until', default: () => `'-infinity'` })
  derivedUntil!: Date;
}

/**
 * What is used in one contract year, kept beside the ledgers it can be rebuilt from. Made at the first use of the year:
 * a year without a row has used nothing. Limits are those of the last use, as on the contract.
 */
@Entity('contract_years')
@Index('contract_years_incidents_percent_idx', { synchronize: false })
@Index('contract_years_included_blocks_percent_idx', { synchronize: false })
@Check('contract_years_number_check', 'number >= 1')
@Check('contract_years_ends_on_check', 'starts_on < ends_on')
@Check(
  'contract_years_incidents_used_check',
  'incidents_used >= 0 AND (incidents_limit IS NULL OR incidents_used <= incidents_limit)',
)
@Check(
  'contract_years_included_blocks_used_check',
  'included_blocks_used BETWEEN 0 AND included_blocks_limit',
)
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'contract_years_contract_id_fkey' })
export class ContractYearEntity {
  @PrimaryColumn('bigint', { name: 'contract_id', primaryKeyConstraintName: 'contract_years_pkey' })
  contractId!: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'contract_years_pkey' })
  number!: number;

  @Column('date', { name: 'starts_on' })
  startsOn!: LocalDate;

  @Column('date', { name: 'ends_on' })
  endsOn!: LocalDate;

  @Column('int', { name: 'incidents_used', default: 0 })
  incidentsUsed!: number;

  @Column('int', { name: 'incidents_limit', nullable: true })
  incidentsLimit!: number | null;

  @Column('int', { name: 'included_blocks_used', default: 0 })
  includedBlocksUsed!: number;

  @Column('int', { name: 'included_blocks_limit', default: 0 })
  includedBlocksLimit!: number;

  /** What the plan in force allows in the running year, for lists: `keepDerived`. Null: unlimited, or the year does not run. */
  @Column('int', { name: 'incidents_allowed', nullable: true })
  incidentsAllowed!: number | null;

  @Column('int', { name: 'included_blocks_allowed', nullable: true })
  includedBlocksAllowed!: number | null;
}

/**
 * What a contract had used of a contract year before it was brought in from another system: an entry of the ledgers of
 * both yearly quotas, which billing does not read. The database refuses to change or delete one.
 */
@Entity('usage_openings')
@Check('usage_openings_incidents_check', 'incidents >= 0')
@Check('usage_openings_included_blocks_check', 'included_blocks >= 0')
@ForeignKey(() => ContractYearEntity, ['contractId', 'contractYear'], ['contractId', 'number'], {
  name: 'usage_openings_contract_id_contract_year_fkey',
})
export class UsageOpeningEntity {
  @PrimaryColumn('bigint', { name: 'contract_id', primaryKeyConstraintName: 'usage_openings_pkey' })
  contractId!: string;

  @PrimaryColumn('int', { name: 'contract_year', primaryKeyConstraintName: 'usage_openings_pkey' })
  contractYear!: number;

  @Column('int')
  incidents!: number;

  @Column('int', { name: 'included_blocks' })
  includedBlocks!: number;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
