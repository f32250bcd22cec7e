import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ContractEntity } from './contract.entity';

/** A suspension by the provider, until it was resumed. Known from the instant at which it began. */
@Entity('contract_suspensions')
@Index('contract_suspensions_contract_id_idx', ['contractId', 'id'])
@Index('contract_suspensions_in_force_key', ['contractId'], { unique: true, where: 'resumed_at IS NULL' })
@Check('contract_suspensions_resumed_at_check', 'since <= resumed_at')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'contract_suspensions_contract_id_fkey' })
export class ContractSuspensionEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'contract_suspensions_pkey',
  })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('timestamptz')
  since!: Date;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'resumed_at', nullable: true })
  resumedAt!: Date | null;

  @Column('text', { name: 'resumption_reason', nullable: true })
  resumptionReason!: string | null;
}
