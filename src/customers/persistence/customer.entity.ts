import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Region } from '../../catalog/domain/plan';
import { ProviderEntity } from '../../catalog/persistence/catalog.entity';
import { Language } from '../domain/language';

@Entity('customers')
@Unique('customers_number_folded_key', ['numberFolded'])
@Index('customers_partner_id_idx', ['partnerId'])
@Index('customers_name_folded_idx', ['nameFolded', 'id'])
@Index('customers_region_idx', ['region', 'id'])
@Index('customers_is_partner_idx', ['id'], { where: 'is_partner' })
@Index('customers_name_search_idx', { synchronize: false })
@Index('customers_number_search_idx', { synchronize: false })
@Check('customers_region_check', `region IN ('EUROPE', 'AMERICAS')`)
@Check('customers_language_check', `language IN ('EN', 'DE')`)
@Check('customers_partner_id_check', 'partner_id <> id')
@ForeignKey(() => CustomerEntity, ['partnerId'], ['id'], { name: 'customers_partner_id_fkey' })
@ForeignKey(() => ProviderEntity, ['createdByProviderId'], ['id'], {
  name: 'customers_created_by_provider_id_fkey',
})
export class CustomerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'customers_pkey' })
  id!: string;

  @Column('text')
  number!: string;

  /** As numbers are compared: `foldText` of it. */
  @Column({ type: 'text', name: 'number_folded', collation: 'C' })
  numberFolded!: string;

  @Column('text')
  name!: string;

  /** As names are searched: `foldText` of it. */
  @Column({ type: 'text', name: 'name_folded', collation: 'C' })
  nameFolded!: string;

  @Column('text')
  region!: Region;

  /** A partner gives first-line support to its own customers. Domain section 3, Partners. */
  @Column('boolean', { name: 'is_partner' })
  isPartner!: boolean;

  @Column('bigint', { name: 'partner_id', nullable: true })
  partnerId!: string | null;

  /** In which it is written to. */
  @Column('text', { default: 'EN' })
  language!: Language;

  /** Set where a key bound to that provider created it: the provider's keys see it before its first contract. */
  @Column('bigint', { name: 'created_by_provider_id', nullable: true })
  createdByProviderId!: string | null;
}
