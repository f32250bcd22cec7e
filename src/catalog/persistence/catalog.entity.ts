import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Plan } from '../domain/plan';
import { Provider } from '../domain/provider';

/** What a catalog file says of a provider, and which plans it sells today, in the order of the file. */
export interface ProviderDefinition extends Omit<Provider, 'id'> {
  readonly planCodes: readonly string[];
}

@Entity('providers')
@Unique('providers_code_key', ['code'])
export class ProviderEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'providers_pkey' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('jsonb')
  definition!: ProviderDefinition;

  /** By `originOf` the file that was loaded last, where a start need not read it again; else null. */
  @Column('text', { name: 'loaded_from', nullable: true })
  loadedFrom!: string | null;
}

export type PlanDefinition = Pick<Plan, 'timeZone' | 'terms' | 'calendars' | 'entitlements'>;

/** One published version of a plan. The database refuses to change or delete one. */
@Entity('plans')
@Unique('plans_provider_id_code_version_key', ['providerId', 'code', 'version'])
@Check('plans_version_check', 'version >= 1')
@ForeignKey(() => ProviderEntity, ['providerId'], ['id'], { name: 'plans_provider_id_fkey' })
export class PlanEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'plans_pkey' })
  id!: string;

  @Column('bigint', { name: 'provider_id' })
  providerId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('int')
  version!: number;

  @Column('jsonb')
  definition!: PlanDefinition;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt!: Date;
}
