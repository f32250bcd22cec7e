import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ContractEntity } from '../../contracts/persistence/contract.entity';

/** A remote monitoring instance that a contract covers, from when to when. */
@Entity('satellites')
@Index('satellites_contract_id_idx', ['contractId', 'id'])
@Check('satellites_decommissioned_at_check', 'registered_at <= decommissioned_at')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'satellites_contract_id_fkey' })
// One name once: unique on (contract_id, lower(name)) while registered. An expression, so the migration makes it.
@Index('satellites_current_name_key', { synchronize: false })
export class SatelliteEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'satellites_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date;

  @Column('timestamptz', { name: 'decommissioned_at', nullable: true })
  decommissionedAt!: Date | null;
}
