import { inOrderOf, KeyAt, readByInstant, textOfKeyAt } from '../../platform/reads/align-rows';
import { statement } from '../../platform/sql';
import { allBut, columnsOf } from '../../platform/columns';
import { NamedContactEntity } from './named-contact.entity';
import { batch, batchBy } from '../../platform/reads/batch';

export type NamedContact = Readonly<Omit<NamedContactEntity, 'emailFolded'>>;

export const CONTACT_COLUMNS = columnsOf(NamedContactEntity, 'k', allBut(NamedContactEntity, 'emailFolded'));
const CURRENT_COLUMNS = `${columnsOf(NamedContactEntity, 'k', allBut(NamedContactEntity, 'until', 'emailFolded'))}, NULL AS until`;

const BY_IDS = statement(
  'named-contacts-by-ids',
  `SELECT ${CONTACT_COLUMNS} FROM named_contacts k JOIN contracts c ON c.id = k.contract_id
   WHERE k.id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR c.customer_id = $2)`,
);

/** Contacts, current and former, of contracts that the caller sees; null for each other. */
export const contactsById = batch<NamedContact | null>(
  'named-contacts-by-ids',
  async ({ database, scope }, ids) => {
    const rows = await database.sql.rows<NamedContact>(BY_IDS, [ids, scope]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

// Whoever is current at an instant has no end that was known then: what came after does not change the answer.
const OF_CONTRACTS = statement(
  'named-contacts-of-contracts',
  `SELECT ${CURRENT_COLUMNS} FROM named_contacts k
   WHERE k.contract_id = ANY($1::bigint[])
     AND CASE WHEN $2::timestamptz IS NULL THEN k.valid_to IS NULL
         ELSE k.valid_from <= $2 AND (k.valid_to IS NULL OR $2 < k.valid_to) END
   ORDER BY k.id`,
);

/** The contacts of contracts at an instant each, in the order in which they were named. */
export const contactsOfContracts = batchBy<KeyAt, readonly NamedContact[]>(
  'named-contacts-of-contracts',
  textOfKeyAt,
  ({ database }, keys) =>
    readByInstant(
      keys,
      (ids, at) => database.sql.rows<NamedContact>(OF_CONTRACTS, [ids, at]),
      (contact) => contact.contractId,
    ),
);
