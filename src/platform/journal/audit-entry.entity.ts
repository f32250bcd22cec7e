import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Role } from '../../shared/domain/caller';

/** Who wrote what, and when. Written in the transaction of the write; the database refuses to change or delete it. */
@Entity('audit_log')
@Index('audit_log_subject_idx', ['subjectType', 'subjectId', 'at', 'id'])
@Index('audit_log_contract_id_idx', ['contractId', 'at', 'id'])
@Index('audit_log_actor_idx', ['actor', 'at', 'id'])
@Index('audit_log_at_idx', ['at', 'id'])
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'audit_log_pkey' })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'request_id' })
  requestId!: string;

  /** The API key or the person; 0 for the program itself. */
  @Column('bigint', { name: 'key_id' })
  keyId!: string;

  @Column('text')
  actor!: string;

  @Column('text')
  role!: Role;

  @Column('text')
  mutation!: string;

  @Column('text', { name: 'subject_type' })
  subjectType!: string;

  @Column('bigint', { name: 'subject_id' })
  subjectId!: string;

  @Column('bigint', { name: 'contract_id', nullable: true })
  contractId!: string | null;

  /** The changed fields as they were; null for a new thing. */
  @Column('jsonb', { nullable: true })
  before!: object | null;

  @Column('jsonb')
  after!: object;

  /** In the chain of its contract, or of all entries without one; from 1. A trigger gives it, and the hashes. */
  @Column('bigint')
  place!: string;

  /** Of the entry before it in the chain; empty for the first one. */
  @Column('bytea', { name: 'previous_hash' })
  previousHash!: Buffer;

  /** SHA-256 of the entry with its place, and of the hash before it. */
  @Column('bytea')
  hash!: Buffer;
}
