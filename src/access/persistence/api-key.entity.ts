import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { ProviderEntity } from '../../catalog/persistence/catalog.entity';
import { CustomerEntity } from '../../customers/persistence/customer.entity';
import { Role } from '../../shared/domain/caller';

/** Whom a secret stands for, and until when. It stays the same, with its id, when the secret is rolled. */
@Entity('api_keys')
@Check('api_keys_role_check', `role IN ('ADMIN', 'SUPPORT', 'SALES', 'BILLING', 'CUSTOMER')`)
@Check('api_keys_customer_id_check', `(role = 'CUSTOMER') = (customer_id IS NOT NULL)`)
@Check('api_keys_provider_id_check', `customer_id IS NULL OR provider_id IS NULL`)
@Check('api_keys_expires_at_check', 'created_at < expires_at')
@ForeignKey(() => CustomerEntity, ['customerId'], ['id'], { name: 'api_keys_customer_id_fkey' })
@ForeignKey(() => ProviderEntity, ['providerId'], ['id'], { name: 'api_keys_provider_id_fkey' })
export class ApiKeyEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** The first characters of the newest secret, to tell keys apart in a list. */
  @Column('text')
  prefix!: string;

  @Column('text')
  role!: Role;

  @Column('bigint', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('bigint', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Name of the key or person, or of the job of the program. */
  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** Written at most once a minute. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'revoked_by', nullable: true })
  revokedBy!: string | null;
}
