import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractEntity } from './contract.entity';

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
