import { decideNotEnded } from '../../contracts/domain/active-rule';
import { refuseUnlessAllowed } from '../../shared/domain/decision';
import { RequestContext } from '../../shared/request-context';
import { endContact } from '../persistence/end-contact';
import { insertContact, NewContact } from '../persistence/insert-contact';
import { lockContact } from '../persistence/lock-contact';
import { NamedContact } from '../persistence/named-contacts';

/** Puts another person in the place of a contact: as many are named as before, so it is always possible. Domain section 5. */
export function replaceNamedContact(
  context: RequestContext,
  input: { readonly contactId: string; readonly contact: NewContact },
): Promise<NamedContact> {
  return context.write(async (transaction) => {
    const { contact, state, now } = await lockContact(context, transaction, input.contactId);
    refuseUnlessAllowed([decideNotEnded(state, now)]);
    await endContact(transaction, contact.id, now);
    return insertContact(transaction, state.id, input.contact, now);
  });
}
