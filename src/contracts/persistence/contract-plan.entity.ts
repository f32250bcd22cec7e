import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PlanEntity } from '../../catalog/persistence/catalog.entity';
import { ContractEntity } from './contract.entity';

/**
 * Which plan a contract has from when to when. The exclusion keeps two plans from overlapping; the foreign key from an
 * end to the next beginning keeps a gap from opening between them.
 */
@Entity('contract_plans')
@Unique('contract_plans_contract_id_valid_from_key', ['contractId', 'validFrom'])
@Index('contract_plans_plan_id_idx', ['planId', 'contractId'])
@Check('contract_plans_valid_to_check', 'valid_from < valid_to')
@Exclusion(
  'contract_plans_no_overlap_excl',
  `USING gist (contract_id WITH =, tstzrange(valid_from, valid_to) WITH &&)`,
)
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'contract_plans_contract_id_fkey' })
@ForeignKey(() => PlanEntity, ['planId'], ['id'], { name: 'contract_plans_plan_id_fkey' })
@ForeignKey(() => ContractPlanEntity, ['contractId', 'validTo'], ['contractId', 'validFrom'], {
  name: 'contract_plans_no_gap_fkey',
  deferrable: 'INITIALLY DEFERRED',
})
export class ContractPlanEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'contract_plans_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('bigint', { name: 'plan_id' })
  planId!: string;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo!: Date | null;
}
