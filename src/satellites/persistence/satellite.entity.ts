import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ContractEntity } from '../../contracts/persistence/contract.entity';

/** A remote monitoring instance that a contract covers, from when to when. */
@Entity('satellites')
@Index('satellites_contract_id_idx', ['contractId', 'id'])
@Check('satellites_decommissioned_at_check', 'registered_at <= decommissioned_at')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'satellites_contract_id_fkey' })
// One name once.
@Index('satellites_current_name_folded_key', ['contractId', 'nameFolded'], {
  unique: true,
  where: '(decommissioned_at IS NULL)',
})
export class SatelliteEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'satellites_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('text')
  name!: string;

  /** As names are compared: `foldText` of it. */
  @Column({ type: 'text', name: 'name_folded', collation: 'C' })
  nameFolded!: string;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date;

  @Column('timestamptz', { name: 'decommissioned_at', nullable: true })
  decommissionedAt!: Date | null;
}
