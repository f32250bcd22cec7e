import { Database, Transaction } from '../../platform/transactions/database';
import { lockConsumer, moveConsumer } from '../persistence/event-consumers';
import { eventsAfter, RecordedEvent } from '../persistence/events';

/** What is done with events in the transaction that takes them: no more than writing what is to be done later. */
export type TakeEvents = (transaction: Transaction, events: readonly RecordedEvent[]) => Promise<unknown>;

/**
 * Hands a consumer the next events in their order, up to `limit`, and writes how far it has come in the same transaction: each is
 * taken once, however many processes do this. Returns how many; 0 where nothing has happened since, where another
 * process is at it, and where there is no such consumer (`startConsumer` makes one).
 */
export function walkEvents(
  database: Database,
  consumer: string,
  limit: number,
  take: TakeEvents,
): Promise<number> {
  return database.transaction(async (transaction) => {
    const position = await lockConsumer(transaction.sql, consumer);
    if (position === null) return 0;
    const events = await eventsAfter(transaction.sql, position, {}, limit);
    if (events.length === 0) return 0;
    await take(transaction, events);
    await moveConsumer(transaction.sql, consumer, events.at(-1)!.id);
    return events.length;
  });
}
