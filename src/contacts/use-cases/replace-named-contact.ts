import { decideNotEnded } from '../../contracts/domain/contract-state';
import { RequestContext } from '../../catalog/request-context';
import { endContact } from '../persistence/end-contact';
import { insertContact, NewContact } from '../persistence/insert-contact';
import { lockContact } from '../persistence/lock-contact';
import { NamedContact } from '../persistence/named-contacts';

/** Puts another person in the place of a contact: as many are named as before, so it is always possible. Domain section 5. */
export function replaceNamedContact(
  context: RequestContext,
  input: { readonly contactId: string; readonly contact: NewContact },
): Promise<NamedContact> {
  return context.write(async (unit) => {
    const { contact, state, now } = await lockContact(context, unit, input.contactId);
    unit.journal.recordOrThrow(state.id, { state, contact }, [decideNotEnded(state, now)]);
    await endContact(unit, contact, now);
    const named = await insertContact(unit, state.id, input.contact, now);
    unit.journal.created({ type: 'NamedContact', id: named.id, contractId: state.id }, named);
    return named;
  });
}
