import { inOrderOf, KeyAt, readByMoment, textOfKeyAt } from '../../platform/reads/align-rows';
import { happened } from '../../shared/domain/moment';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { statement } from '../../platform/sql';
import { allBut, columnsOf } from '../../platform/columns';
import { formerDetailsAt } from './contact-details';
import { NamedContactEntity } from './named-contact.entity';
import { batch, batchBy } from '../../platform/reads/batch';

export type NamedContact = Readonly<Omit<NamedContactEntity, 'emailFolded'>>;

export const CONTACT_COLUMNS = columnsOf(NamedContactEntity, 'k', allBut(NamedContactEntity, 'emailFolded'));
const BUT_END = `${columnsOf(NamedContactEntity, 'k', allBut(NamedContactEntity, 'name', 'phone', 'until', 'emailFolded'))},
  coalesce(d.name, k.name) AS name, coalesce(d.phone, k.phone) AS phone`;

const BY_IDS = scopedStatement(
  'named-contacts-by-ids',
  '$2',
  (sees) => `SELECT ${CONTACT_COLUMNS} FROM named_contacts k JOIN contracts c ON c.id = k.contract_id
   WHERE k.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);

/** Contacts, current and former, of contracts that the caller sees; null for each other. */
export const contactsById = batch<NamedContact | null>(
  'named-contacts-by-ids',
  async ({ database, clock, scope }, ids) => {
    const rows = await database.sql.rows<NamedContact>(BY_IDS(scope), [ids, scopeValue(scope, clock.now())]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

// $2 is the instant, or that of knowledge where it is earlier: a contact that comes, goes or changes its name is recorded when it
// happens. An end is told where it is known at $3: what came after that does not change the result.
const OF_CONTRACTS = statement(
  'named-contacts-of-contracts',
  `SELECT ${BUT_END}, CASE WHEN k.valid_to <= $3::timestamptz THEN k.valid_to END AS until
   FROM named_contacts k ${formerDetailsAt('$2::timestamptz')}
   WHERE k.contract_id = ANY($1::bigint[])
     AND CASE WHEN $2::timestamptz IS NULL THEN k.valid_to IS NULL
         ELSE k.valid_from <= $2 AND (k.valid_to IS NULL OR $2 < k.valid_to) END
   ORDER BY k.id`,
);

/** The contacts of contracts at a moment each, in the order in which they were named. */
export const contactsOfContracts = batchBy<KeyAt, readonly NamedContact[]>(
  'named-contacts-of-contracts',
  textOfKeyAt,
  ({ database }, keys) =>
    readByMoment(
      keys,
      (ids, moment) => database.sql.rows<NamedContact>(OF_CONTRACTS, [ids, ...happened(moment)]),
      (contact) => contact.contractId,
    ),
);
