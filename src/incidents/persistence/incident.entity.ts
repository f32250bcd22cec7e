import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Channel, Impact } from '../../catalog/domain/plan';
import { NamedContactEntity } from '../../contacts/persistence/named-contact.entity';
import { ContractEntity } from '../../contracts/persistence/contract.entity';
import { ContractYearEntity } from '../../contracts/persistence/contract-year.entity';
import { BugSeverity, IncidentStatus } from '../domain/incident-life';

/**
 * One support request. Rows are the ledger of the yearly quota: one counts in its contract year until it is voided.
 * What was promised and whether it was met is written once.
 */
@Entity('incidents')
@Unique('incidents_reference_key', ['reference'])
@Index('incidents_contract_id_idx', ['contractId', 'id'])
@Index('incidents_contract_year_idx', ['contractId', 'contractYear'])
@Index('incidents_awaiting_response_idx', ['responseDueAt', 'id'], {
  where: 'first_responded_at IS NULL AND voided_at IS NULL',
})
@Index('incidents_open_idx', ['status', 'id'], {
  where: `status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED')`,
})
@Index('incidents_closes_at_idx', ['closesAt'], { where: `status = 'WAITING_FOR_CUSTOMER'` })
@Check(
  'incidents_status_check',
  `status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED', 'VOIDED')`,
)
@Check('incidents_voided_at_check', `(status = 'VOIDED') = (voided_at IS NOT NULL)`)
@Check('incidents_closes_at_check', `(status = 'WAITING_FOR_CUSTOMER') = (closes_at IS NOT NULL)`)
@Check('incidents_support_line_check', 'support_line BETWEEN 1 AND 3')
@Check(
  'incidents_response_met_check',
  `response_met IS NOT DISTINCT FROM (date_trunc('second', first_responded_at) <= date_trunc('second', response_due_at))`,
)
@Check('incidents_bug_severity_check', `bug_severity IN ('CRASH', 'BLOCK', 'OTHER')`)
@Check('incidents_bug_reference_check', '(bug_reference IS NULL) = (bug_severity IS NULL)')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'incidents_contract_id_fkey' })
@ForeignKey(() => ContractYearEntity, ['contractId', 'contractYear'], ['contractId', 'number'], {
  name: 'incidents_contract_id_contract_year_fkey',
})
@ForeignKey(() => NamedContactEntity, ['contactId'], ['id'], { name: 'incidents_contact_id_fkey' })
export class IncidentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'incidents_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('int', { name: 'contract_year' })
  contractYear!: number;

  @Column('bigint', { name: 'contact_id' })
  contactId!: string;

  @Column('text')
  reference!: string;

  @Column('text')
  channel!: Channel;

  /** The impact that counts: LOW for a test system, whatever was reported. */
  @Column('text')
  impact!: Impact;

  @Column('boolean', { name: 'test_system' })
  testSystem!: boolean;

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

  /** Fixed when the incident was accepted, never computed again. Null: the plan promises none. */
  @Column('timestamptz', { name: 'response_due_at', nullable: true })
  responseDueAt!: Date | null;

  @Column('timestamptz', { name: 'first_responded_at', nullable: true })
  firstRespondedAt!: Date | null;

  @Column('boolean', { name: 'response_met', nullable: true })
  responseMet!: boolean | null;

  /** As last written. While it waits for the customer, `closesAt` decides whether it is closed by now. */
  @Column('text')
  status!: IncidentStatus;

  @Column('smallint', { name: 'support_line' })
  supportLine!: number;

  @Column('timestamptz', { name: 'closes_at', nullable: true })
  closesAt!: Date | null;

  @Column('timestamptz', { name: 'voided_at', nullable: true })
  voidedAt!: Date | null;

  @Column('text', { name: 'bug_reference', nullable: true })
  bugReference!: string | null;

  @Column('text', { name: 'bug_severity', nullable: true })
  bugSeverity!: BugSeverity | null;
}
