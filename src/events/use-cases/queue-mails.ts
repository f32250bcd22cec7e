import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { Database } from '../../platform/transactions/database';
import { mailNotSent } from '../domain/mail-events';
import { MAILED_TYPES } from '../domain/mail-template';
import { queueMailsFor } from '../persistence/mails';
import { takeEvents } from './walk-events';

/** The consumer of events for which mails are queued. It is started once, and hears of what comes from then on. */
export const MAIL_CONSUMER = 'mails';

const STEP = 500;

/**
 * Queues a mail for each event since the last call that is told to the customer, once each, however many processes do this;
 * where no mail is set up, writes an event that says so instead. Returns how many events were looked at. Domain section 4.
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
        const told = events.filter(({ type }) => MAILED_TYPES.includes(type));
        if (told.length > 0) await queueMailsFor(sql, told, isSetUp ? now : null);
        if (!isSetUp) journal.happened(...told.map((event) => mailNotSent(event, now)));
      }),
    ),
  );
}
