import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClosedMonthEntity } from '../../consulting/persistence/closed-month.entity';

/** What the export of a closed month has to be for ever. The database refuses to change or delete one. */
@Entity('closed_exports')
@ForeignKey(() => ClosedMonthEntity, ['month'], ['month'], { name: 'closed_exports_month_fkey' })
export class ClosedExportEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'closed_exports_pkey' })
  month!: string;

  /** Of all bytes of the file, in hexadecimal. */
  @Column('text')
  sha256!: string;

  @Column('bigint')
  rows!: string;

  /** By which version of the file's format the hash was computed. */
  @Column('int', { default: 1 })
  format!: number;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
