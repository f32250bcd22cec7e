import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity';

/** What callers send for a key. Only its SHA-256 is kept: it is random, so nothing slower is needed. */
@Entity('api_key_secrets')
@Index('api_key_secrets_api_key_id_idx', ['apiKeyId'])
// One newest secret; the others end.
@Index('api_key_secrets_newest_key', ['apiKeyId'], { unique: true, where: '(valid_until IS NULL)' })
@ForeignKey(() => ApiKeyEntity, ['apiKeyId'], ['id'], { name: 'api_key_secrets_api_key_id_fkey' })
export class ApiKeySecretEntity {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'api_key_secrets_pkey' })
  hash!: Buffer;

  @Column('bigint', { name: 'api_key_id' })
  apiKeyId!: string;

  /** Null: for as long as the key is valid. */
  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil!: Date | null;
}
