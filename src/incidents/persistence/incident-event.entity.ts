import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ActorKind } from '../domain/incident-history';
import { IncidentEventKind } from '../domain/incident-life';
import { IncidentEntity } from './incident.entity';

/** One step in an incident's history: what, when, by whom. The database refuses to change or delete one. */
@Entity('incident_events')
@Index('incident_events_incident_id_idx', ['incidentId', 'id'])
@Check('incident_events_actor_kind_check', `actor_kind IN ('STAFF', 'CUSTOMER', 'SYSTEM')`)
@Check('incident_events_actor_check', `(actor_kind = 'SYSTEM') = (actor IS NULL)`)
@ForeignKey(() => IncidentEntity, ['contractId', 'incidentId'], ['contractId', 'id'], {
  name: 'incident_events_contract_id_incident_id_fkey',
})
export class IncidentEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'incident_events_pkey' })
  id!: string;

  /** The incident's own. */
  @Column('bigint', { name: 'contract_id' })
  contractId!: string;

  @Column('bigint', { name: 'incident_id' })
  incidentId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('text')
  kind!: IncidentEventKind;

  @Column('text', { nullable: true })
  note!: string | null;

  /** Whether what is said is for staff alone. */
  @Column('boolean')
  internal!: boolean;

  /** The promise that this step made; null: it made none. */
  @Column('timestamptz', { name: 'response_due_at', nullable: true })
  responseDueAt!: Date | null;

  /** Name of the API key or person that did it; null: it happened by itself. */
  @Column('text', { nullable: true })
  actor!: string | null;

  @Column('text', { name: 'actor_kind' })
  actorKind!: ActorKind;
}
