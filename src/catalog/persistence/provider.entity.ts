import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
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
}
