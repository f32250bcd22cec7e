import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * What happened, for others: the outbox. Written in the transaction of its change, in the order of commits, by
 * `writeJournals` alone; the database refuses to change or delete one.
 */
@Entity('events')
@Index('events_once_key', ['once'], { unique: true, where: 'once IS NOT NULL' })
@Index('events_contract_id_idx', ['contractId', 'position'])
@Index('events_customer_id_idx', ['customerId', 'position'])
@Index('events_type_idx', ['type', 'position'], { where: `type <> 'incident.received'` })
// Of another kind than TypeORM knows: the migration makes it.
@Index('events_recorded_at_idx', { synchronize: false })
export class EventEntity {
  /** Its place, and its id: higher than that of every event that could be read before it. There are gaps. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'events_pkey' })
  position!: string;

  /** Dotted, such as `incident.received`. */
  @Column('text')
  type!: string;

  /** When it happened, which may be long before it was recorded. */
  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  /** Null, as customer and provider are: it belongs to no contract. */
  @Column('bigint', { name: 'contract_id', nullable: true })
  contractId!: string | null;

  @Column('bigint', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('bigint', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  /** The kind of thing it is about, as the API names it. */
  @Column('text', { name: 'subject_type' })
  subjectType!: string;

  @Column('bigint', { name: 'subject_id' })
  subjectId!: string;

  /** Names what is told once however often it is found; null: each is told. */
  @Column('text', { nullable: true })
  once!: string | null;

  @Column('jsonb')
  data!: object;
}
