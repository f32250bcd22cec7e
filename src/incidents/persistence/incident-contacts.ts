import { NamedContactEntity } from '../../contacts/persistence/named-contact.entity';
import { columnsOf } from '../../platform/columns';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { statement } from '../../platform/sql';
import { Reporter } from '../domain/incident-facts';

const BY_IDS = statement(
  'incident-contacts',
  `SELECT ${columnsOf(NamedContactEntity, 'k', ['id', 'contractId', 'name', 'email', 'phone', 'since', 'until'])}
   FROM named_contacts k WHERE k.id = ANY($1::bigint[])`,
);

/** What is shown of who asked for help. */
export type IncidentContact = Omit<Reporter, 'customerId' | 'providerId' | 'contractDates'>;

/**
 * The contacts of incidents that the caller may see. One may be named under a contract that the caller does not see, such as
 * that of a partner which the customer has no more, so nothing is read of the contract.
 */
export const incidentContacts = batch<IncidentContact | null>(
  'incident-contacts',
  async ({ database }, ids) => {
    const rows = await database.sql.rows<IncidentContact>(BY_IDS, [ids]);
    return inOrderOf(ids, rows, ({ id }) => id);
  },
);
