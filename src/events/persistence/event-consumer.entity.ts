import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a reader of the outbox has come that the program itself runs, such as the queue of a webhook. */
@Entity('event_consumers')
export class EventConsumerEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'event_consumers_pkey' })
  name!: string;

  /** The position of the last event that it has taken, `0` before the first. */
  @Column('bigint')
  position!: string;
}
