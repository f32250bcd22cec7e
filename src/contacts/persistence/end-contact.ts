import { statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { NamedContact } from './named-contacts';
import { contactHappened } from '../domain/contact-events';

const END = statement('end-contact', 'UPDATE named_contacts SET valid_to = $2 WHERE id = $1');

/** Ends a contact now. One whose beginning a faster clock wrote ends where it began. */
export async function endContact(unit: UnitOfWork, contact: NamedContact, now: Date): Promise<NamedContact> {
  const former = { ...contact, until: now < contact.since ? contact.since : now };
  await unit.sql.rows(END, [contact.id, former.until]);
  unit.journal.changed(
    { type: 'NamedContact', id: contact.id, contractId: contact.contractId },
    contact,
    former,
  );
  unit.journal.happened(contactHappened('contact.removed', contact, now, {}));
  return former;
}
