import { firstRow, Sql, statement } from '../../platform/sql';

const START = statement(
  'start-event-consumer',
  `INSERT INTO event_consumers (name, position) SELECT $1, coalesce(max(position), 0) FROM events
   ON CONFLICT (name) DO NOTHING`,
);

/** Lets a consumer hear of what comes from now on; does nothing where there is one of this name. */
export async function startConsumer(sql: Sql, name: string): Promise<void> {
  await sql.rows(START, [name]);
}

const LOCK = statement(
  'lock-event-consumer',
  'SELECT position FROM event_consumers WHERE name = $1 FOR UPDATE SKIP LOCKED',
);

/** Locks a consumer and returns its position; null where there is none, and where another process is at it. */
export async function lockConsumer(sql: Sql, name: string): Promise<string | null> {
  return (await firstRow<{ position: string }>(sql, LOCK, [name]))?.position ?? null;
}

const MOVE = statement('move-event-consumer', 'UPDATE event_consumers SET position = $2 WHERE name = $1');

/** Writes that a locked consumer has taken all events up to a position. */
export async function moveConsumer(sql: Sql, name: string, position: string): Promise<void> {
  await sql.rows(MOVE, [name, position]);
}

const END = statement('end-event-consumer', 'DELETE FROM event_consumers WHERE name = $1');

/** Forgets a consumer, once nobody is at it any more. */
export async function endConsumer(sql: Sql, name: string): Promise<void> {
  await sql.rows(END, [name]);
}
