import { firstRow, Sql, statement } from './sql';

const READ = statement('id-key', 'SELECT key FROM id_cipher');

/** The key under which all processes on this database hide the numbers of ids: 16 bytes. Throws where somebody deleted it. */
export async function readIdKey(sql: Sql): Promise<Buffer> {
  const row = await firstRow<{ key: Buffer }>(sql, READ, []);
  if (row !== null) return row.key;
  throw new Error('the table id_cipher is empty: without its key no id that was given out can be read');
}
