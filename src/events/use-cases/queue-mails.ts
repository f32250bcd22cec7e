import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { Database } from '../../platform/transactions/database';
import { mailNotSent } from '../domain/mail-events';
import { MAILED_TYPES } from '../domain/mail-template';
import { eventsAfter, lastPosition } from '../persistence/events';
import { lockMailCursor, moveMailCursor, queueMailsFor } from '../persistence/mails';

const STEP = 100;

/**
 * Queues a mail for each event since the last call that is told to the customer, once each, however many processes do this;
 * where no mail is set up, writes an event that says so instead. Returns how many events there were. Domain section 4.
 */
export function queueMails(
  database: Database,
  now: Date,
  isSetUp: boolean,
  step: number = STEP,
): Promise<number> {
  return inBatches(step, (size) =>
    programWrite(database, now, async ({ sql, journal }) => {
      const position = await lockMailCursor(sql);
      if (position === null) return 0;
      // Read first: whatever lies before it can be seen by the next statement.
      const last = await lastPosition(sql);
      if (last === position) return 0;
      const events = await eventsAfter(sql, position, { types: MAILED_TYPES }, size, null, last);
      if (events.length > 0) await queueMailsFor(sql, events, isSetUp ? now : null);
      if (!isSetUp) journal.happened(...events.map((event) => mailNotSent(event, now)));
      await moveMailCursor(sql, events.length < size ? last : events.at(-1)!.id);
      return events.length;
    }),
  );
}
