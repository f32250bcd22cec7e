import { firstRow, Sql, statement } from '../../platform/sql';
import { MailStatus } from './mail.entity';

const QUEUE = statement(
  'queue-mails',
  `INSERT INTO mails (event_position, contact_id, incident_id, status, attempts, due_at)
   SELECT position, contact, incident, $4, 0, $5::timestamptz
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS m (position, contact, incident) ORDER BY position, contact`,
);

/** Which contact is to be told which event; `incidentId` null: it is about an appointment. */
export interface NewMail {
  readonly eventPosition: string;
  readonly contactId: string;
  readonly incidentId: string | null;
}

/** Queues mails; `dueAt` null: none is sent. */
export async function queueMailsFor(sql: Sql, mails: readonly NewMail[], dueAt: Date | null): Promise<void> {
  const status: MailStatus = dueAt === null ? 'NOT_SENT' : 'PENDING';
  await sql.rows(QUEUE, [
    mails.map(({ eventPosition }) => eventPosition),
    mails.map(({ contactId }) => contactId),
    mails.map(({ incidentId }) => incidentId),
    status,
    dueAt,
  ]);
}

/** A mail that this process is sending. */
export interface TakenMail {
  readonly id: string;
  readonly eventPosition: string;
  readonly contactId: string;
  /** Of this try, 1 for the first. */
  readonly attempts: number;
}

// Mails of an incident are sent one after the other: a later one waits until the earlier one is done with.
const TAKE = statement(
  'take-mail',
  `UPDATE mails m SET status = 'SENDING', attempts = m.attempts + 1, due_at = $2 FROM (
     SELECT id FROM mails d WHERE d.status = 'PENDING' AND d.due_at <= $1 AND NOT EXISTS (
       SELECT FROM mails earlier WHERE earlier.incident_id = d.incident_id AND earlier.id < d.id AND earlier.due_at IS NOT NULL)
     ORDER BY d.due_at, d.id LIMIT 1 FOR UPDATE SKIP LOCKED) due
   WHERE m.id = due.id RETURNING m.id, m.event_position AS "eventPosition", m.contact_id AS "contactId", m.attempts`,
);

/** Takes the mail that is due the longest, for this process alone; null where none is. After `lostAt` it counts as lost. */
export function takeMail(sql: Sql, now: Date, lostAt: Date): Promise<TakenMail | null> {
  return firstRow<TakenMail>(sql, TAKE, [now, lostAt]);
}

const LOCK_LOST = statement(
  'lock-lost-mails',
  `SELECT id, event_position AS "eventPosition", contact_id AS "contactId", attempts FROM mails WHERE status = 'SENDING' AND due_at <= $1
   ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
);

/** Locks mails whose process said nothing more of them while it sent them. */
export function lockLostMails(sql: Sql, now: Date, limit: number): Promise<TakenMail[]> {
  return sql.rows<TakenMail>(LOCK_LOST, [now, limit]);
}

const FINISH = statement(
  'finish-mail',
  `UPDATE mails SET status = $3, due_at = $4, code = $5 WHERE id = $1 AND attempts = $2 AND status = 'SENDING' RETURNING id`,
);

export interface FinishedTry {
  readonly status: MailStatus;
  readonly dueAt: Date | null;
  readonly code: string | null;
}

/** Writes how a try ended. False where it was given up meanwhile. */
export async function finishMail(
  sql: Sql,
  { id, attempts }: TakenMail,
  { status, dueAt, code }: FinishedTry,
): Promise<boolean> {
  return (await firstRow(sql, FINISH, [id, attempts, status, dueAt, code])) !== null;
}

// What nobody has queued yet is told by no mail either.
const BACKLOG = statement(
  'mail-backlog',
  `SELECT queued.count::int AS unsent, extract(epoch FROM $1::timestamptz - first.at)::float8 AS seconds
   FROM (SELECT count(*), min(event_position) AS first FROM mails WHERE due_at IS NOT NULL) queued
     CROSS JOIN LATERAL (
       SELECT min(e.position) AS first FROM event_consumers c JOIN events e ON e.position > c.position
       WHERE c.name = $2 AND e.type = ANY ($3::text[])) unqueued
     LEFT JOIN LATERAL (
       SELECT e.recorded_at AS at FROM events e WHERE e.position = least(queued.first, unqueued.first)) first ON true`,
);

export interface MailBacklog {
  /** Mails that are queued or being sent. */
  readonly unsent: number;
  /** The age of the oldest event that is still to be told by mail; 0: there is none. */
  readonly seconds: number;
}

/** What a consumer of events, and who sends what it has queued, are still to tell of these types. */
export async function mailBacklog(
  sql: Sql,
  now: Date,
  consumer: string,
  types: readonly string[],
): Promise<MailBacklog> {
  const row = await firstRow<{ unsent: number; seconds: number | null }>(sql, BACKLOG, [
    now,
    consumer,
    types,
  ]);
  return { unsent: row!.unsent, seconds: Math.max(0, row!.seconds ?? 0) };
}
