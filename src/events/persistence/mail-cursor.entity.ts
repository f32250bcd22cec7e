import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: up to which event mails have been queued. */
@Entity('mail_cursor')
@Check('mail_cursor_one_check', 'one')
export class MailCursorEntity {
  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'mail_cursor_pkey' })
  one!: boolean;

  @Column('bigint')
  position!: string;
}
