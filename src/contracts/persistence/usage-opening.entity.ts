import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ContractYearEntity } from './contract-year.entity';

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
