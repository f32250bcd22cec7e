import { ruleBroken } from '../../shared/domain/refusal';
import { foldEmail } from '../../shared/domain/text';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { CONTACT_COLUMNS, NamedContact } from './named-contacts';

export type NewContact = Pick<NamedContact, 'name' | 'email' | 'phone'>;

const INSERT = statement(
  'insert-contact',
  `INSERT INTO named_contacts AS k (contract_id, name, email, email_folded, phone, valid_from)
   VALUES ($1, $2, $3, $4, $5, $6)
   RETURNING ${CONTACT_COLUMNS}`,
);

/** Throws Refused (CONFLICT) where the email address is a current contact's. */
export async function insertContact(
  { sql }: Transaction,
  contractId: string,
  { name, email, phone }: NewContact,
  now: Date,
): Promise<NamedContact> {
  const path = ['input', 'contact', 'email'];
  const taken = ruleBroken('CONFLICT', 'A current contact of this contract has this email address.', path);
  const insert = () =>
    sql.rows<NamedContact>(INSERT, [contractId, name, email, foldEmail(email), phone, now]);
  const [contact] = await refusingOn({ named_contacts_current_email_folded_key: taken }, insert);
  return contact!;
}
