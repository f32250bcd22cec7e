import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Somebody whom an identity provider sent. Written once, when first seen; what he is called and may do is in his token. */
@Entity('people')
@Unique('people_issuer_subject_key', ['issuer', 'subject'])
export class PersonEntity {
  /** Of the sequence of API keys, so that no person has the id of a key. */
  @PrimaryColumn('bigint', {
    primaryKeyConstraintName: 'people_pkey',
    default: () => "nextval('api_keys_id_seq')",
  })
  id!: string;

  @Column('text')
  issuer!: string;

  /** By which the identity provider knows the person: it never changes, and is nobody else’s. */
  @Column('text')
  subject!: string;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt!: Date;
}
