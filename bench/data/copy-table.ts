import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, Submittable } from 'pg';
import { requireFromPeers } from '../require-from-peers';
import { Row, Table } from './table';

interface CopyStreams {
  readonly from: (statement: string) => NodeJS.WritableStream & Submittable;
}

/** Large enough that the way to the database is not what takes the time. */
const CHUNK_LENGTH = 65_536;

/** Fills a table with COPY; tells now and then how many rows were sent, and answers how many it were. */
export async function copyTable(client: Client, table: Table, tell: (rows: number) => void): Promise<number> {
  const { from } = requireFromPeers<CopyStreams>('pg-copy-streams');
  const target = client.query(from(`COPY ${table.name} (${table.columns}) FROM STDIN`));
  let count = 0;
  function* chunks(): Generator<string> {
    let chunk = '';
    for (const row of table.rows()) {
      chunk += lineOf(row);
      count += 1;
      if (chunk.length < CHUNK_LENGTH) continue;
      yield chunk;
      tell(count);
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  }
  await pipeline(Readable.from(chunks()), target);
  return count;
}

/** A line of COPY's text format. No text of the benchmark holds what would have to be escaped. */
function lineOf(row: Row): string {
  return `${row.map((value) => (value === null ? '\\N' : String(value))).join('\t')}\n`;
}
