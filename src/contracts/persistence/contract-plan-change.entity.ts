import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { PlanEntity } from '../../catalog/persistence/catalog.entity';
import { ContractEntity } from './contract.entity';

/**
 * A change of plan as it was recorded: one that is scheduled is known from then until it takes effect or is withdrawn,
 * and what was known at a past instant can still be read. Which plan is in force is said by `contract_plans`.
 */
@Entity('contract_plan_changes')
@Index('contract_plan_changes_contract_id_idx', ['contractId', 'id'])
@Check('contract_plan_changes_recorded_at_check', 'recorded_at <= effective_at')
@Check('contract_plan_changes_withdrawn_at_check', 'recorded_at <= withdrawn_at')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'contract_plan_changes_contract_id_fkey' })
@ForeignKey(() => PlanEntity, ['planId'], ['id'], { name: 'contract_plan_changes_plan_id_fkey' })
export class ContractPlanChangeEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'contract_plan_changes_pkey',
  })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('bigint', { name: 'plan_id' })
  planId!: string;

  @Column('timestamptz', { name: 'effective_at' })
  effectiveAt!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;
}
