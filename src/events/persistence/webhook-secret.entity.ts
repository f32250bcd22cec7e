import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { WebhookEndpointEntity } from './webhook-endpoint.entity';

/** What deliveries are signed with. It has to be kept as it is: signing needs it. */
@Entity('webhook_secrets')
@Index('webhook_secrets_endpoint_id_idx', ['endpointId'])
// One newest secret; the others end.
@Index('webhook_secrets_newest_key', ['endpointId'], { unique: true, where: '(valid_until IS NULL)' })
@ForeignKey(() => WebhookEndpointEntity, ['endpointId'], ['id'], {
  name: 'webhook_secrets_endpoint_id_fkey',
})
export class WebhookSecretEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'webhook_secrets_pkey' })
  id!: string;

  @Column('bigint', { name: 'endpoint_id' })
  endpointId!: string;

  @Column('bytea')
  secret!: Buffer;

  /** Null: for as long as there is the endpoint. */
  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil!: Date | null;
}
