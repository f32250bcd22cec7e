import { Sql, statement } from '../../platform/sql';
import { foldEmail } from '../../shared/domain/text';

/** A current contact as an import and an export of many know it. */
export interface BookContact {
  readonly contractId: string;
  readonly name: string;
  readonly email: string;
  readonly emailFolded: string;
  readonly phone: string;
  readonly since: Date;
}

const OF_CONTRACTS = statement(
  'book-contacts',
  `SELECT contract_id AS "contractId", name, email, email_folded AS "emailFolded", phone, valid_from AS since
   FROM named_contacts WHERE contract_id = ANY ($1::bigint[]) AND valid_to IS NULL ORDER BY email_folded`,
);

/** The current contacts of contracts of all tenants, by their addresses. */
export function currentContacts(sql: Sql, contractIds: readonly string[]): Promise<BookContact[]> {
  return sql.rows<BookContact>(OF_CONTRACTS, [contractIds]);
}

export type NewBookContact = Omit<BookContact, 'emailFolded'>;

const INSERT = statement(
  'insert-contacts',
  `INSERT INTO named_contacts (contract_id, name, email, email_folded, phone, valid_from)
   SELECT "contractId", name, email, "emailFolded", phone, since FROM json_to_recordset($1)
     AS b ("contractId" bigint, name text, email text, "emailFolded" text, phone text, since timestamptz)
   RETURNING id, contract_id AS "contractId", name, email, phone, valid_from AS since`,
);

/** Names contacts; they are counted by who has locked the contracts. Returns them with their ids. */
export async function insertContacts(
  sql: Sql,
  contacts: readonly NewBookContact[],
): Promise<(NewBookContact & { readonly id: string })[]> {
  if (contacts.length === 0) return [];
  const rows = contacts.map((contact) => ({ ...contact, emailFolded: foldEmail(contact.email) }));
  return sql.rows(INSERT, [JSON.stringify(rows)]);
}
