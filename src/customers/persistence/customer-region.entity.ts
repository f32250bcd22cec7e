import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Region } from '../../catalog/domain/plan';
import { CustomerEntity } from './customer.entity';

/** From when a customer was in which region: which clock counted then must stay known. */
@Entity('customer_regions')
@ForeignKey(() => CustomerEntity, ['customerId'], ['id'], { name: 'customer_regions_customer_id_fkey' })
export class CustomerRegionEntity {
  @PrimaryColumn('bigint', { name: 'customer_id', primaryKeyConstraintName: 'customer_regions_pkey' })
  customerId!: string;

  @PrimaryColumn('timestamptz', { name: 'valid_from', primaryKeyConstraintName: 'customer_regions_pkey' })
  validFrom!: Date;

  @Column('text')
  region!: Region;
}
