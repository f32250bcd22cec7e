import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { LocalDate } from '../../shared/domain/local-date';
import { NoticeParty } from '../domain/notice';
import { ContractEntity } from './contract.entity';

/** A notice, the end it causes, and whether it was withdrawn. Known from the instant it was recorded. */
@Entity('contract_notices')
@Index('contract_notices_contract_id_idx', ['contractId', 'id'])
@Index('contract_notices_in_force_key', ['contractId', 'party'], {
  unique: true,
  where: 'withdrawn_at IS NULL',
})
@Check('contract_notices_party_check', `party IN ('CUSTOMER', 'PROVIDER')`)
@Check('contract_notices_withdrawn_at_check', 'withdrawn_at >= recorded_at')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'contract_notices_contract_id_fkey' })
export class ContractNoticeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'contract_notices_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('text')
  party!: NoticeParty;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('date', { name: 'ends_on' })
  endsOn!: LocalDate;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;

  @Column('text', { name: 'withdrawal_reason', nullable: true })
  withdrawalReason!: string | null;
}
