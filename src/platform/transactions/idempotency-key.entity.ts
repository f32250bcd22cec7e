import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key that a caller sent with a mutation, the content it stood for, and the result. Written with the effect, or not at all. */
@Entity('idempotency_keys')
@Index('idempotency_keys_created_at_idx', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('bigint', { name: 'key_id', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  keyId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  mutation!: string;

  @PrimaryColumn('text', { name: 'idempotency_key', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  idempotencyKey!: string;

  /** SHA-256 of the content. */
  @Column('bytea')
  fingerprint!: Buffer;

  /** What the use case returned, as V8 serialises it; null only inside the transaction that is making it. */
  @Column('bytea', { nullable: true })
  answer!: Buffer | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
