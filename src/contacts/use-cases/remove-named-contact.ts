import { uncountInUse } from '../../contracts/persistence/usage-counters';
import { RequestContext } from '../../catalog/request-context';
import { decideRemoveNamedContact } from '../domain/remove-named-contact';
import { endContact } from '../persistence/end-contact';
import { lockContact } from '../persistence/lock-contact';
import { NamedContact } from '../persistence/named-contacts';

/** Takes a contact away; the person stays readable as a former one. Throws Refused (LAST_CONTACT). */
export function removeNamedContact(
  context: RequestContext,
  input: { readonly contactId: string },
): Promise<NamedContact> {
  return context.write(async (unit) => {
    const { contact, state, now } = await lockContact(context, unit, input.contactId);
    unit.journal.recordOrThrow(state.id, { state, contact }, decideRemoveNamedContact(state, now));
    const former = await endContact(unit, contact, now);
    await uncountInUse(unit.sql, 'contacts', state.id);
    return former;
  });
}
