import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The key under which the numbers in ids and cursors are hidden: one row, which a migration makes. */
@Entity('id_cipher')
@Check('id_cipher_is_only_check', 'is_only')
@Check('id_cipher_key_check', 'octet_length(key) = 16')
export class IdCipherEntity {
  @PrimaryColumn('boolean', { name: 'is_only', default: true, primaryKeyConstraintName: 'id_cipher_pkey' })
  isOnly!: boolean;

  @Column('bytea')
  key!: Buffer;
}
