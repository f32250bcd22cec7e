import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { NamedContactEntity } from './named-contact.entity';

/** A former name and phone number of a contact, and until when; the present ones stand in the contact's own row. */
@Entity('named_contact_details')
@Index('named_contact_details_contact_id_idx', ['contactId', 'id'])
@ForeignKey(() => NamedContactEntity, ['contactId'], ['id'], {
  name: 'named_contact_details_contact_id_fkey',
})
export class NamedContactDetailsEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'named_contact_details_pkey',
  })
  id!: string;

  @Column('bigint', { name: 'contact_id' })
  contactId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  phone!: string;

  @Column('timestamptz', { name: 'valid_to' })
  until!: Date;
}
