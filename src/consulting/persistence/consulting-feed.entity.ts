import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of the billing feed: one row, which each write to the feed reads and moves on. */
@Entity('consulting_feed')
@Check('consulting_feed_is_only_check', 'is_only')
export class ConsultingFeedEntity {
  @PrimaryColumn('boolean', {
    name: 'is_only',
    default: true,
    primaryKeyConstraintName: 'consulting_feed_pkey',
  })
  isOnly!: boolean;

  /** The place of the last entry; 0 where there is none. */
  @Column('bigint')
  position!: string;

  /** The latest instant that the entries tell of; null where there is none. */
  @Column('timestamptz', { name: 'latest_occurred_at', nullable: true })
  latestOccurredAt!: Date | null;
}
