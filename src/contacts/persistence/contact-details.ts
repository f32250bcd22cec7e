import { firstRow, Sql, statement } from '../../platform/sql';
import { NamedContactEntity } from './named-contact.entity';

export type ContactDetails = Readonly<Pick<NamedContactEntity, 'name' | 'email' | 'phone'>>;

/**
 * SQL, to join to contacts `k`: as `d`, the name and phone number that a contact had at an instant where another has come
 * since; nulls where the contact's own row says it still. `at` is SQL.
 */
export function formerDetailsAt(at: string): string {
  return `LEFT JOIN LATERAL (SELECT f.name, f.phone FROM named_contact_details f
    WHERE f.contact_id = k.id AND f.valid_to > ${at} ORDER BY f.id LIMIT 1) d ON true`;
}

const AT = statement(
  'contact-details-at',
  `SELECT coalesce(d.name, k.name) AS name, k.email, coalesce(d.phone, k.phone) AS phone
   FROM named_contacts k ${formerDetailsAt('$2::timestamptz')} WHERE k.id = $1`,
);

/** Name, address and number of a contact that exists, as they were at an instant. */
export async function contactDetailsAt(sql: Sql, contactId: string, at: Date): Promise<ContactDetails> {
  return (await firstRow<ContactDetails>(sql, AT, [contactId, at]))!;
}

// What was there before keeps its end; a faster clock may have written the last one.
const WRITE = statement(
  'update-contact',
  `WITH former AS (
     INSERT INTO named_contact_details (contact_id, name, phone, valid_to)
     SELECT k.id, k.name, k.phone, greatest($4, k.valid_from,
       (SELECT max(f.valid_to) FROM named_contact_details f WHERE f.contact_id = k.id))
     FROM named_contacts k WHERE k.id = $1
   )
   UPDATE named_contacts SET name = $2, phone = $3 WHERE id = $1`,
);

/** Writes name and phone number of a contact whose contract is locked; what they were before stays readable. */
export async function writeDetails(
  sql: Sql,
  { id, name, phone }: Pick<NamedContactEntity, 'id' | 'name' | 'phone'>,
  now: Date,
): Promise<void> {
  await sql.rows(WRITE, [id, name, phone, now]);
}
