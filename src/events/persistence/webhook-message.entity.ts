import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { WebhookEndpointEntity } from './webhook-endpoint.entity';

/** An event that an endpoint is still to get: the queue. It is deleted once it was delivered, or given up. */
@Entity('webhook_messages')
@Index('webhook_messages_chain_idx', ['endpointId', 'chain', 'position'])
@Index('webhook_messages_lease_idx', ['lease'], { where: 'lease IS NOT NULL' })
@ForeignKey(() => WebhookEndpointEntity, ['endpointId'], ['id'], {
  name: 'webhook_messages_endpoint_id_fkey',
})
export class WebhookMessageEntity {
  @PrimaryColumn('bigint', { name: 'endpoint_id', primaryKeyConstraintName: 'webhook_messages_pkey' })
  endpointId!: string;

  /** Of the event. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'webhook_messages_pkey' })
  position!: string;

  /** Messages of one chain, those of a contract, follow each other. What belongs to no contract is a chain of its own. */
  @Column('bigint')
  chain!: string;

  /** Attempts that failed. */
  @Column('integer')
  attempts!: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  /** The process that is sending it. */
  @Column('text', { nullable: true })
  lease!: string | null;

  /** When others may send it, by the clock of the database: the process that holds the lease renews it while it lives. */
  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;
}
