import { refuseUnlessAllowed } from '../../shared/domain/decision';
import { statement } from '../../shared/persistence/sql';
import { RequestContext } from '../../shared/request-context';
import { decideRemoveNamedContact } from '../domain/remove-named-contact';
import { endContact } from '../persistence/end-contact';
import { lockContact } from '../persistence/lock-contact';
import { NamedContact } from '../persistence/named-contacts';

const UNCOUNT = statement(
  'uncount-contact',
  'UPDATE contracts SET contacts_used = contacts_used - 1 WHERE id = $1',
);

/** Takes a contact away; the person stays readable as a former one. Throws Refused (LAST_CONTACT). */
export function removeNamedContact(
  context: RequestContext,
  input: { readonly contactId: string },
): Promise<NamedContact> {
  return context.write(async (transaction) => {
    const { contact, state, now } = await lockContact(context, transaction, input.contactId);
    refuseUnlessAllowed(decideRemoveNamedContact(state, now));
    await endContact(transaction, contact.id, now);
    await transaction.sql.rows(UNCOUNT, [state.id]);
    return { ...contact, until: now };
  });
}
