import { Sql } from '../../platform/sql';
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
  return database.transaction((transaction) =>
    takeEvents(transaction.sql, consumer, limit, (events) => take(transaction, events)),
  );
}

/** The same within an open transaction, which has to do no more than that. */
export async function takeEvents(
  sql: Sql,
  consumer: string,
  limit: number,
  take: (events: readonly RecordedEvent[]) => Promise<unknown>,
): Promise<number> {
  const position = await lockConsumer(sql, consumer);
  if (position === null) return 0;
  const events = await eventsAfter(sql, position, {}, limit);
  if (events.length === 0) return 0;
  await take(events);
  await moveConsumer(sql, consumer, events.at(-1)!.id);
  return events.length;
}
