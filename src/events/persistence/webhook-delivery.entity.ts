import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { WebhookEndpointEntity } from './webhook-endpoint.entity';

/** An attempt to deliver an event: the log. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_endpoint_id_idx', ['endpointId', 'id'])
@Index('webhook_deliveries_failed_idx', ['endpointId', 'id'], { where: 'error IS NOT NULL' })
@Index('webhook_deliveries_at_idx', ['at'])
@ForeignKey(() => WebhookEndpointEntity, ['endpointId'], ['id'], {
  name: 'webhook_deliveries_endpoint_id_fkey',
})
export class WebhookDeliveryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'webhook_deliveries_pkey' })
  id!: string;

  @Column('bigint', { name: 'endpoint_id' })
  endpointId!: string;

  /** Of the event. */
  @Column('bigint')
  position!: string;

  /** From 1 on. */
  @Column('integer')
  attempt!: number;

  @Column('timestamptz')
  at!: Date;

  /** Of the response; null where there was none. */
  @Column('integer', { nullable: true })
  status!: number | null;

  /** Null: delivered. */
  @Column('text', { nullable: true })
  error!: string | null;

  @Column('integer', { name: 'duration_ms' })
  durationMs!: number;

  /** Null: delivered, or given up. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt!: Date | null;
}
