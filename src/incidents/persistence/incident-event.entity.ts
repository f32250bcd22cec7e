import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { IncidentEventKind } from '../domain/incident-life';
import { IncidentEntity } from './incident.entity';

/** One step in an incident's history: what, when, by whom. The database refuses to change or delete one. */
@Entity('incident_events')
@Index('incident_events_incident_id_idx', ['incidentId', 'id'])
@ForeignKey(() => IncidentEntity, ['incidentId'], ['id'], { name: 'incident_events_incident_id_fkey' })
export class IncidentEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'incident_events_pkey' })
  id!: string;

  @Column('bigint', { name: 'incident_id' })
  incidentId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  kind!: IncidentEventKind;

  @Column('text', { nullable: true })
  note!: string | null;

  /** Name of the API key that did it; null: it happened by itself. */
  @Column('text', { nullable: true })
  actor!: string | null;
}
