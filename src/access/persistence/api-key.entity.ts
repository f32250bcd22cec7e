import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { ProviderEntity } from '../../catalog/persistence/provider.entity';
import { CustomerEntity } from '../../customers/persistence/customer.entity';
import { Role } from '../../shared/domain/caller';

/** A key that a caller sends. Of the key itself only the SHA-256 is kept: it is random, so nothing slower is needed. */
@Entity('api_keys')
@Unique('api_keys_hash_key', ['hash'])
@Check('api_keys_role_check', `role IN ('ADMIN', 'SUPPORT', 'SALES', 'BILLING', 'CUSTOMER')`)
@Check('api_keys_customer_id_check', `(role = 'CUSTOMER') = (customer_id IS NOT NULL)`)
@Check('api_keys_provider_id_check', `customer_id IS NULL OR provider_id IS NULL`)
@ForeignKey(() => CustomerEntity, ['customerId'], ['id'], { name: 'api_keys_customer_id_fkey' })
@ForeignKey(() => ProviderEntity, ['providerId'], ['id'], { name: 'api_keys_provider_id_fkey' })
export class ApiKeyEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** The first characters of the key, to tell keys apart in a list. */
  @Column('text')
  prefix!: string;

  @Column('bytea')
  hash!: Buffer;

  @Column('text')
  role!: Role;

  @Column('bigint', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('bigint', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
