import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Region } from '../../catalog/domain/plan';

@Entity('customers')
@Unique('customers_number_key', ['number'])
@Index('customers_partner_id_idx', ['partnerId'])
@Check('customers_region_check', `region IN ('EUROPE', 'AMERICAS')`)
@Check('customers_partner_id_check', 'partner_id <> id')
@ForeignKey(() => CustomerEntity, ['partnerId'], ['id'], { name: 'customers_partner_id_fkey' })
export class CustomerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'customers_pkey' })
  id!: string;

  @Column('text')
  number!: string;

  @Column('text')
  name!: string;

  @Column('text')
  region!: Region;

  /** A partner gives first-line support to its own customers. Domain section 3, Partners. */
  @Column('boolean', { name: 'is_partner' })
  isPartner!: boolean;

  @Column('bigint', { name: 'partner_id', nullable: true })
  partnerId!: string | null;
}
