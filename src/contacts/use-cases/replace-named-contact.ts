import { decideNotEnded } from '../../contracts/domain/contract-state';
import { decideFree } from '../../shared/domain/decision';
import { EMAIL_TAKEN } from '../domain/add-named-contact';
import { RequestContext } from '../../catalog/request-context';
import { endContact } from '../persistence/end-contact';
import { areEmailsTaken, insertContact, NewContact } from '../persistence/insert-contact';
import { lockContact } from '../persistence/lock-contact';
import { NamedContact } from '../persistence/named-contacts';
import { contactHappened } from '../domain/contact-events';

/** Puts another person in the place of a contact: as many are named as before, so there is always room. Throws Refused with every reason. Domain section 5. */
export function replaceNamedContact(
  context: RequestContext,
  input: { readonly contactId: string; readonly contact: NewContact },
): Promise<NamedContact> {
  return context.write(async (unit) => {
    const { contact, state, now } = await lockContact(context, unit, input.contactId);
    const asked = { contractId: state.id, email: input.contact.email, butId: contact.id };
    const [isTaken] = await areEmailsTaken(unit.sql, [asked]);
    const decision = [decideNotEnded(state, now), decideFree(isTaken, EMAIL_TAKEN)];
    unit.journal.recordOrThrow(state.id, { state, contact }, decision);
    await endContact(unit, contact, now);
    const named = await insertContact(unit, state.id, input.contact, now);
    unit.journal.created({ type: 'NamedContact', id: named.id, contractId: state.id }, named);
    unit.journal.happened(contactHappened('contact.added', named, now, {}));
    return named;
  });
}
