import { foldEmail } from '../../shared/domain/text';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { Transaction } from '../../platform/transactions/database';
import { firstRow, statement } from '../../platform/sql';
import { EMAIL_TAKEN } from '../domain/add-named-contact';
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
  const insert = () =>
    sql.rows<NamedContact>(INSERT, [contractId, name, email, foldEmail(email), phone, now]);
  const [contact] = await refusingOn({ named_contacts_current_email_folded_key: EMAIL_TAKEN }, insert);
  return contact!;
}

// As the index `named_contacts_current_email_folded_key` compares, which is the second line.
const NAMED = statement(
  'contact-of-email',
  'SELECT id FROM named_contacts WHERE contract_id = $1 AND email_folded = $2 AND valid_to IS NULL AND id <> $3',
);

/** Whether a current contact of a contract that is locked has the email address; one who goes, `butId`, is left out. */
export async function isEmailTaken(
  { sql }: Transaction,
  contractId: string,
  email: string,
  butId = '0',
): Promise<boolean> {
  return (await firstRow(sql, NAMED, [contractId, foldEmail(email), butId])) !== null;
}
