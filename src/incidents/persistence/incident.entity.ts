import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Channel, Impact } from '../../catalog/domain/plan';
import { NamedContactEntity } from '../../contacts/persistence/named-contact.entity';
import { ContractEntity, ContractYearEntity } from '../../contracts/persistence/contract.entity';
import { FirstResponseKind, ResponseChannel } from '../domain/first-response';
import { BugSeverity, IncidentStatus } from '../domain/incident-life';

/**
 * One support request. Rows are the ledger of the yearly quota: one counts in its contract year until it is voided.
 * Whether a promise was met is written once, by the promise that stood at the first response.
 */
@Entity('incidents')
@Unique('incidents_reference_key', ['reference'])
@Unique('incidents_contract_id_id_key', ['contractId', 'id'])
@Index('incidents_contract_year_idx', ['contractId', 'contractYear'])
@Index('incidents_status_idx', ['status', 'id'])
@Index('incidents_open_idx', ['id'], {
  where: `status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED')`,
})
// On expressions, and of trigrams: the migration has them.
@Index('incidents_awaiting_response_idx', { synchronize: false })
@Index('incidents_open_response_due_idx', { synchronize: false })
@Index('incidents_open_priority_idx', { synchronize: false })
@Index('incidents_response_due_idx', { synchronize: false })
@Index('incidents_priority_idx', { synchronize: false })
@Index('incidents_reference_search_idx', { synchronize: false })
@Index('incidents_plan_id_idx', ['planId', 'id'])
@Index('incidents_contact_id_idx', ['contactId', 'id'])
@Index('incidents_critical_idx', ['id'], { where: `impact = 'CRITICAL'` })
@Index('incidents_channel_idx', ['channel', 'id'], { where: `channel <> 'EMAIL'` })
@Index('incidents_support_line_idx', ['supportLine', 'id'], { where: 'support_line > 1' })
@Index('incidents_response_met_idx', ['responseMet', 'id'], { where: 'response_met IS NOT NULL' })
@Index('incidents_product_idx', ['product', 'id'])
@Index('incidents_received_at_idx', ['receivedAt', 'id'])
@Index('incidents_duplicate_of_id_idx', ['duplicateOfId'], { where: 'duplicate_of_id IS NOT NULL' })
@Index('incidents_closes_at_idx', ['closesAt'], { where: `status = 'WAITING_FOR_CUSTOMER'` })
@Index('incidents_events_due_at_idx', ['eventsDueAt'], { where: 'events_due_at IS NOT NULL' })
@Check(
  'incidents_status_check',
  `status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED', 'VOIDED')`,
)
@Check('incidents_voided_at_check', `(status = 'VOIDED') = (voided_at IS NOT NULL)`)
@Check('incidents_closes_at_check', `(status = 'WAITING_FOR_CUSTOMER') = (closes_at IS NOT NULL)`)
@Check('incidents_support_line_check', 'support_line BETWEEN 1 AND 3')
@Check(
  'incidents_response_met_check',
  `response_met IS NOT DISTINCT FROM (date_trunc('second', first_responded_at) <= date_trunc('second', due_at_response))`,
)
@Check('incidents_started_at_line_check', 'started_at_line BETWEEN 1 AND support_line')
@Check(
  'incidents_first_response_recorded_at_check',
  '(first_responded_at IS NULL) = (first_response_recorded_at IS NULL)',
)
@Check(
  'incidents_first_response_kind_check',
  `first_response_kind IN ('STARTED', 'INFORMATION_NEEDED', 'SOLUTION_PROPOSED')`,
)
@Check('incidents_first_response_channel_check', `first_response_channel IN ('EMAIL', 'PHONE')`)
@Check('incidents_first_response_to_check', '(first_response_channel IS NULL) = (first_response_to IS NULL)')
@Check('incidents_resolved_at_check', `status <> 'RESOLVED' OR resolved_at IS NOT NULL`)
@Check(
  'incidents_duplicate_of_id_check',
  `duplicate_of_id IS NULL OR (status = 'VOIDED' AND duplicate_of_id <> id)`,
)
@Check('incidents_bug_severity_check', `bug_severity IN ('CRASH', 'BLOCK', 'OTHER')`)
@Check('incidents_bug_reference_check', '(bug_reference IS NULL) = (bug_severity IS NULL)')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'incidents_contract_id_fkey' })
@ForeignKey(() => ContractYearEntity, ['contractId', 'contractYear'], ['contractId', 'number'], {
  name: 'incidents_contract_id_contract_year_fkey',
})
@ForeignKey(() => NamedContactEntity, ['contactId'], ['id'], { name: 'incidents_contact_id_fkey' })
@ForeignKey(() => IncidentEntity, ['duplicateOfId'], ['id'], { name: 'incidents_duplicate_of_id_fkey' })
export class IncidentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'incidents_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('int', { name: 'contract_year' })
  contractYear!: number;

  @Column('bigint', { name: 'contact_id' })
  contactId!: string;

  /** In force when it was received, by what is known now of the contract's plans: lists read it. The doctor compares it. */
  @Column('bigint', { name: 'plan_id' })
  planId!: string;

  @Column('text')
  reference!: string;

  @Column('text')
  channel!: Channel;

  /** The impact that counts: LOW for a test system, whatever was reported. */
  @Column('text')
  impact!: Impact;

  @Column('boolean', { name: 'test_system' })
  testSystem!: boolean;

  @Column('boolean', { name: 'distributed_setup' })
  distributedSetup!: boolean;

  /** Whether the plan of its receipt has the priority process. */
  @Column('boolean')
  priority!: boolean;

  @Column('text')
  product!: string;

  @Column('text', { name: 'product_version' })
  productVersion!: string;

  @Column('text', { name: 'platform_version' })
  platformVersion!: string;

  @Column('text')
  description!: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  /** Computed when the incident was accepted, and again only where its impact is corrected. Null: none is promised. */
  @Column('timestamptz', { name: 'response_due_at', nullable: true })
  responseDueAt!: Date | null;

  @Column('timestamptz', { name: 'first_responded_at', nullable: true })
  firstRespondedAt!: Date | null;

  /** The promise that stood at the first response, which a later correction leaves alone; null before it, or without one. */
  @Column('timestamptz', { name: 'due_at_response', nullable: true })
  dueAtResponse!: Date | null;

  @Column('boolean', { name: 'response_met', nullable: true })
  responseMet!: boolean | null;

  @Column('timestamptz', { name: 'first_response_recorded_at', nullable: true })
  firstResponseRecordedAt!: Date | null;

  @Column('text', { name: 'first_response_kind', nullable: true })
  firstResponseKind!: FirstResponseKind | null;

  @Column('text', { name: 'first_response_channel', nullable: true })
  firstResponseChannel!: ResponseChannel | null;

  /** The address or number that it went to, as it was then. */
  @Column('text', { name: 'first_response_to', nullable: true })
  firstResponseTo!: string | null;

  /** As last written. While it waits for the customer, `closesAt` decides whether it is closed by now. */
  @Column('text')
  status!: IncidentStatus;

  @Column('smallint', { name: 'support_line' })
  supportLine!: number;

  /** The line at which it started: 1, or that of partners' customers. */
  @Column('smallint', { name: 'started_at_line' })
  startedAtLine!: number;

  /** When it was last resolved; null while it was not, or has been reopened since. */
  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;

  @Column('boolean', { name: 'resolved_on_first_call', nullable: true })
  resolvedOnFirstCall!: boolean | null;

  @Column('timestamptz', { name: 'closes_at', nullable: true })
  closesAt!: Date | null;

  @Column('timestamptz', { name: 'voided_at', nullable: true })
  voidedAt!: Date | null;

  /** Of a voided one: the incident that goes on. */
  @Column('bigint', { name: 'duplicate_of_id', nullable: true })
  duplicateOfId!: string | null;

  @Column('text', { name: 'bug_reference', nullable: true })
  bugReference!: string | null;

  @Column('text', { name: 'bug_severity', nullable: true })
  bugSeverity!: BugSeverity | null;

  /** When a quarter of the working time for the first response is left; null: not known, or nothing is promised. */
  @Column('timestamptz', { name: 'response_due_soon_at', nullable: true })
  responseDueSoonAt!: Date | null;

  /** When time alone has something to tell of it next; earlier is no fault. Null: nothing. */
  @Column('timestamptz', { name: 'events_due_at', nullable: true })
  eventsDueAt!: Date | null;

  /** What lies no later was told to nobody, since it was here before there were events. Null: everything is told. */
  @Column('timestamptz', { name: 'silent_until', nullable: true })
  silentUntil!: Date | null;
}
