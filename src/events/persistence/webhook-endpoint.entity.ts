import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { ProviderEntity } from '../../catalog/persistence/catalog.entity';
import { DisabledReason } from '../domain/webhook-endpoint';

/** Where events are sent, and what became of sending there. */
@Entity('webhook_endpoints')
@Check(
  'webhook_endpoints_disabled_reason_check',
  `(disabled_reason IN ('BY_HAND', 'GONE', 'FAILING', 'RESTORED') AND NOT enabled) OR (disabled_reason IS NULL AND enabled)`,
)
@ForeignKey(() => ProviderEntity, ['providerId'], ['id'], { name: 'webhook_endpoints_provider_id_fkey' })
export class WebhookEndpointEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'webhook_endpoints_pkey' })
  id!: string;

  /** It hears of the contracts of this provider alone; null: of all. */
  @Column('bigint', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  @Column('text')
  url!: string;

  /** Names of types, or `*` alone. */
  @Column('text', { array: true })
  types!: string[];

  @Column('boolean')
  enabled!: boolean;

  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason!: DisabledReason | null;

  /** The first failure since the last success; null where the last attempt succeeded. */
  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  /** Until when it asked to be left alone. */
  @Column('timestamptz', { name: 'paused_until', nullable: true })
  pausedUntil!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Set: nobody sees it any more, and nothing is sent. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
