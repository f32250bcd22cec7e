import { foldEmail } from '../../shared/domain/text';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { Transaction } from '../../platform/transactions/database';
import { Sql, statement } from '../../platform/sql';
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
const TAKEN = statement(
  'taken-emails',
  `SELECT EXISTS (SELECT FROM named_contacts k
     WHERE k.contract_id = a.contract_id AND k.email_folded = a.email_folded COLLATE "C" AND k.valid_to IS NULL
       AND k.id <> a.but_id) AS "isTaken"
   FROM unnest($1::bigint[], $2::text[], $3::bigint[]) WITH ORDINALITY AS a (contract_id, email_folded, but_id, nth) ORDER BY a.nth`,
);

/** What is asked of an email address; a contact who goes, `butId`, is left out. */
export interface AskedEmail {
  readonly contractId: string;
  readonly email: string;
  readonly butId?: string;
}

/** Of each email address, whether a current contact of the contract has it; the contracts are locked. In the order given. */
export async function areEmailsTaken(sql: Sql, asked: readonly AskedEmail[]): Promise<readonly boolean[]> {
  const contractIds = asked.map(({ contractId }) => contractId);
  const folded = asked.map(({ email }) => foldEmail(email));
  const butIds = asked.map(({ butId }) => butId ?? '0');
  const rows = await sql.rows<{ isTaken: boolean }>(TAKEN, [contractIds, folded, butIds]);
  return rows.map(({ isTaken }) => isTaken);
}
