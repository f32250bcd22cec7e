import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * When time alone has something to tell of a contract. A trigger of `contracts` makes the row, and lets it be looked at
 * at once when what its dates follow from has changed.
 */
@Entity('contract_timers')
@Index('contract_timers_due_at_idx', ['dueAt'], { where: 'due_at IS NOT NULL' })
export class ContractTimerEntity {
  @PrimaryColumn('bigint', { name: 'contract_id', primaryKeyConstraintName: 'contract_timers_pkey' })
  contractId!: string;

  /** Earlier is no fault. Null: never, as the contract is now. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** What lies no later was told to nobody, since the contract was here before there were events. Null: everything is told. */
  @Column('timestamptz', { name: 'silent_until', nullable: true })
  silentUntil!: Date | null;
}
