import { compareCounters } from '../../src/doctor/compare-counters';
import { Sql } from '../../src/platform/sql';

interface ForeignKey {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly referenced: readonly string[];
}

const FOREIGN_KEYS = `
  SELECT k.conname AS name, k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
    ${columnNames('k.conrelid', 'k.conkey')} AS columns, ${columnNames('k.confrelid', 'k.confkey')} AS referenced
  FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY k.conname`;

function columnNames(table: string, numbers: string): string {
  return `(SELECT array_agg(a.attname::text ORDER BY n.place) FROM unnest(${numbers}) WITH ORDINALITY AS n (number, place)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = n.number)`;
}

/** Every reference that leads nowhere, and every counter that is not what its ledger says; empty where all is well. */
export async function checkData(sql: Sql): Promise<string[]> {
  const faults: string[] = [];
  for (const key of await sql.rows<ForeignKey>(FOREIGN_KEYS)) {
    const [row] = await sql.rows<{ count: string }>(danglingRows(key));
    if (row!.count !== '0') faults.push(`${row!.count} rows of ${key.child} violate ${key.name}`);
  }
  for await (const { counter, differences } of compareCounters(sql)) {
    if (differences.length > 0)
      faults.push(`${counter}: ${differences.length} differ, ${differences[0]!.of} first`);
  }
  return faults;
}

/** A reference of several columns counts only where all of them are set, as PostgreSQL has it. */
function danglingRows({ child, parent, columns, referenced }: ForeignKey): string {
  const isSet = columns.map((column) => `c.${column} IS NOT NULL`).join(' AND ');
  const found = columns.map((column, index) => `p.${referenced[index]} = c.${column}`).join(' AND ');
  return `SELECT count(*) FROM ${child} c WHERE ${isSet} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${found})`;
}
