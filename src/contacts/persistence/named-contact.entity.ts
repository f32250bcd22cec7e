import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ContractEntity } from '../../contracts/persistence/contract.entity';

/** A person who may submit support requests under one contract, from when to when. */
@Entity('named_contacts')
@Index('named_contacts_contract_id_idx', ['contractId', 'id'])
@Index('named_contacts_current_email_idx', ['emailFolded', 'contractId'], { where: 'valid_to IS NULL' })
@Index('named_contacts_email_search_idx', { synchronize: false })
@Check('named_contacts_valid_to_check', 'valid_from <= valid_to')
@ForeignKey(() => ContractEntity, ['contractId'], ['id'], { name: 'named_contacts_contract_id_fkey' })
// One person once.
@Index('named_contacts_current_email_folded_key', ['contractId', 'emailFolded'], {
  unique: true,
  where: '(valid_to IS NULL)',
})
export class NamedContactEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'named_contacts_pkey' })
  id!: string;

  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  email!: string;

  /** As addresses are compared: `foldEmail` of it. */
  @Column({ type: 'text', name: 'email_folded', collation: 'C' })
  emailFolded!: string;

  @Column('text')
  phone!: string;

  @Column('timestamptz', { name: 'valid_from' })
  since!: Date;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  until!: Date | null;
}
