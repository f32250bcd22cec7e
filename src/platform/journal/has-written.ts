import { firstRow, Sql, statement } from '../sql';

const WRITTEN = statement(
  'program-has-written',
  'SELECT FROM audit_log WHERE actor = $1 AND key_id = 0 LIMIT 1',
);

/** Whether the program itself, and no key of that name, has ever written anything under the name. */
export async function hasWritten(sql: Sql, actor: string): Promise<boolean> {
  return (await firstRow(sql, WRITTEN, [actor])) !== null;
}
