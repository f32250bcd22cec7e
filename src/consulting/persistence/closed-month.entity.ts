import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A month into which nothing can be written any more. The database refuses to change or delete one. */
@Entity('closed_months')
@Unique('closed_months_ends_at_key', ['endsAt'])
@Check('closed_months_ends_at_check', 'starts_at < ends_at')
export class ClosedMonthEntity {
  /** `2026-10` */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'closed_months_pkey' })
  month!: string;

  /** On whose clock the month begins and ends. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  /** The last place of the feed when it was closed; none of its rows has a higher one. */
  @Column('bigint', { name: 'last_position' })
  lastPosition!: string;

  @Column('timestamptz', { name: 'closed_at' })
  closedAt!: Date;
}
