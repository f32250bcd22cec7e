import { contactsOfContracts } from '../../contacts/persistence/named-contacts';
import { incidentsById } from '../../incidents/persistence/incidents';
import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { Reader } from '../../platform/reads/reader';
import { Database } from '../../platform/transactions/database';
import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { mailNotSent } from '../domain/mail-events';
import { messageOf } from '../domain/mail-values';
import { RecordedEvent } from '../persistence/events';
import { NewMail, queueMailsFor } from '../persistence/mails';
import { takeEvents } from './walk-events';

/** The consumer of events for which mails are queued. It is started once, and hears of what comes from then on. */
export const MAIL_CONSUMER = 'mails';

const STEP = 500;

/**
 * Queues a mail for each event since the last call that is told to the customer, once to each contact, however many processes do
 * this; where no mail is set up, writes an event that says so instead. Returns how many events were looked at. Domain sections 4 and 6.
 */
export function queueMails(
  database: Database,
  now: Date,
  isSetUp: boolean,
  step: number = STEP,
): Promise<number> {
  return inBatches(step, (size) =>
    programWrite(database, now, ({ sql, journal }) =>
      takeEvents(sql, MAIL_CONSUMER, size, async (events) => {
        const reader = new Reader({ ...database, sql }, { now: () => now }, EVERYTHING);
        const told = events.filter((event) => messageOf(event) !== null);
        const mails = (await Promise.all(told.map((event) => mailsOf(reader, event)))).flat();
        if (mails.length > 0) await queueMailsFor(sql, mails, isSetUp ? now : null);
        if (isSetUp) return;
        journal.happened(...mails.map(({ event, contactId }) => mailNotSent(event, contactId, now)));
      }),
    ),
  );
}

type MailOfEvent = NewMail & { readonly event: RecordedEvent };

/** Of an incident its contact is told, of an appointment every contact that its contract has now. */
async function mailsOf(reader: Reader, event: RecordedEvent): Promise<readonly MailOfEvent[]> {
  const { id: eventPosition, subjectType, subjectId, contractId } = event;
  if (subjectType === 'Incident') {
    const incident = await reader.load(incidentsById, subjectId);
    return [{ event, eventPosition, contactId: incident!.contactId, incidentId: subjectId }];
  }
  const contacts = await reader.load(contactsOfContracts, { id: contractId!, moment: null });
  return contacts.map(({ id: contactId }) => ({ event, eventPosition, contactId, incidentId: null }));
}
