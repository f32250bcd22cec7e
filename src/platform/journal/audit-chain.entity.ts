import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The end of a chain of audit entries, each of which holds the hash of the one before it. A trigger of `audit_log` writes
 * it with every entry, and gives the entry its place and hashes.
 */
@Entity('audit_chains')
@Check('audit_chains_length_check', 'length >= 1')
export class AuditChainEntity {
  /** 0: the chain of all entries without a contract. */
  @PrimaryColumn('bigint', { name: 'contract_id', primaryKeyConstraintName: 'audit_chains_pkey' })
  contractId!: string;

  /** How many entries there are. */
  @Column('bigint')
  length!: string;

  @Column('bytea', { name: 'previous_hash' })
  previousHash!: Buffer;

  /** Of the last entry. */
  @Column('bytea')
  hash!: Buffer;
}
