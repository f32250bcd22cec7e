import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Role } from '../../shared/domain/caller';
import { Decision } from '../../shared/domain/decision';

/** Why a mutation was accepted or refused: kept for support staff, for as long as DECISION_RETENTION_MONTHS says. */
@Entity('decision_records')
@Index('decision_records_contract_id_idx', ['contractId', 'id'])
@Index('decision_records_at_idx', ['at'])
@Index('decision_records_refused_idx', ['at', 'id'], { where: 'NOT allowed' })
@Index('decision_records_refused_mutation_idx', ['mutation', 'at', 'id'], { where: 'NOT allowed' })
@Index('decision_records_mutation_idx', ['mutation', 'at', 'id'], { where: `mutation <> 'openIncident'` })
// Of other kinds than TypeORM knows: the migration makes them.
@Index('decision_records_refused_code_idx', { synchronize: false })
@Index('decision_records_further_codes_idx', { synchronize: false })
export class DecisionRecordEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'decision_records_pkey' })
  id!: string;

  /** Null: an order that was refused. */
  @Column('bigint', { name: 'contract_id', nullable: true })
  contractId!: string | null;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'request_id' })
  requestId!: string;

  @Column('bigint', { name: 'key_id' })
  keyId!: string;

  @Column('text')
  actor!: string;

  @Column('text')
  role!: Role;

  @Column('text')
  mutation!: string;

  @Column('boolean')
  allowed!: boolean;

  @Column('jsonb')
  facts!: object;

  @Column('jsonb')
  rules!: Decision;
}
