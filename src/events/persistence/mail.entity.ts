import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

export const MAIL_STATUSES = ['PENDING', 'SENDING', 'SENT', 'BOUNCED', 'FAILED', 'NOT_SENT'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** A mail to a named contact: which event it tells, and what became of it. Text and address are made when it is sent. */
@Entity('mails')
@Unique('mails_event_position_contact_id_key', ['eventPosition', 'contactId'])
@Index('mails_due_at_idx', ['dueAt'], { where: 'due_at IS NOT NULL' })
@Index('mails_incident_id_idx', ['incidentId', 'id'], { where: 'due_at IS NOT NULL' })
@Check('mails_status_check', `status IN ('PENDING', 'SENDING', 'SENT', 'BOUNCED', 'FAILED', 'NOT_SENT')`)
@Check('mails_due_at_check', `(due_at IS NOT NULL) = (status IN ('PENDING', 'SENDING'))`)
export class MailEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'mails_pkey' })
  id!: string;

  @Column('bigint', { name: 'event_position' })
  eventPosition!: string;

  /** The incident that it is about, whose mails are sent in their order; null: it is about an appointment. */
  @Column('bigint', { name: 'incident_id', nullable: true })
  incidentId!: string | null;

  @Column('bigint', { name: 'contact_id' })
  contactId!: string;

  @Column('text')
  status!: MailStatus;

  /** Tries that were begun. */
  @Column('integer')
  attempts!: number;

  /** When it is tried next; of one that is being sent, when nobody waits for the outcome any more. Null: it is done with. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** What was said of the last try. */
  @Column('text', { nullable: true })
  code!: string | null;
}
