import { decideNotEnded } from '../../contracts/domain/contract-state';
import { RequestContext } from '../../catalog/request-context';
import { decideUpdateNamedContact } from '../domain/update-named-contact';
import { writeDetails } from '../persistence/contact-details';
import { lockContact } from '../persistence/lock-contact';
import { NamedContact } from '../persistence/named-contacts';
import { contactHappened } from '../domain/contact-events';

export interface UpdateNamedContact {
  readonly contactId: string;
  /** Null: as it is; the phone number likewise. */
  readonly name: string | null;
  readonly phone: string | null;
}

/**
 * Changes name or phone number of a current contact: the same person under the same id, and what either was at an earlier
 * instant stays readable. Throws Refused: NOT_FOUND, INVALID_STATE for a former contact, CONTRACT_NOT_ACTIVE,
 * INVALID_INPUT where neither is given.
 */
export function updateNamedContact(
  context: RequestContext,
  { contactId, name, phone }: UpdateNamedContact,
): Promise<NamedContact> {
  return context.write(async (unit) => {
    const { contact, state, now } = await lockContact(context, unit, contactId);
    const decision = [decideNotEnded(state, now), decideUpdateNamedContact({ name, phone })];
    unit.journal.recordOrThrow(state.id, { state, contact }, decision);
    const after = { ...contact, name: name ?? contact.name, phone: phone ?? contact.phone };
    await writeDetails(unit.sql, after, now);
    unit.journal.changed({ type: 'NamedContact', id: contact.id, contractId: state.id }, contact, after);
    unit.journal.happened(contactHappened('contact.updated', contact, now, {}));
    return after;
  });
}
