import { firstRow, Sql, statement } from '../../platform/sql';

const BY_SUBJECT = statement('person-by-subject', 'SELECT id FROM people WHERE issuer = $1 AND subject = $2');
const INSERT = statement(
  'insert-person',
  `INSERT INTO people (issuer, subject, first_seen_at) VALUES ($1, $2, $3)
   ON CONFLICT (issuer, subject) DO NOTHING RETURNING id`,
);

/** The id of the person whom an issuer calls by this subject, as a caller; written where it is seen for the first time. */
export async function personId(sql: Sql, issuer: string, subject: string, now: Date): Promise<string> {
  const find = () => firstRow<{ id: string }>(sql, BY_SUBJECT, [issuer, subject]);
  // Another process may write it meanwhile: then nothing is inserted, and it is found.
  const person =
    (await find()) ?? (await firstRow<{ id: string }>(sql, INSERT, [issuer, subject, now])) ?? (await find());
  return person!.id;
}
