import type { DataSource } from 'typeorm';
import { Viewer } from '../scoped-filter';
import { Sql } from '../sql';
import { Database } from '../transactions/database';

/** A column of texts that a trigram index finds parts of, and the table with the name that it has there. SQL from the code. */
export interface SampledColumn {
  readonly column: string;
  /** `customers cu` */
  readonly table: string;
}

/** Tells, for columns of which a sample was read, by what parts of a text to ask an index. */
export interface RarePieces {
  /** The pieces of three letters that the fewest texts of the column have; none where all of the text is to be asked for. */
  of(column: string, text: string): readonly string[];
}

/** Where nothing is known of the columns. */
export const NO_PIECES: RarePieces = { of: () => [] };

const SAMPLED_ROWS = 5_000;
/** In fewer rows any search is fast, and they tell little of those to come. */
const FEWEST_ROWS = 1_000;
/** What fewer rows of a sample have is as rare as what none has. */
const FEWEST_WITH_PIECE = 5;
const KNOWN_FOR_MS = 10 * 60_000;
const RARE_BELOW = 0.05;
/** One would do if the sample could be trusted in it; further ones spare rows that have the first by chance. */
const PIECES = 3;

/** The share of a column's texts that have a piece, for the common ones. */
type Shares = ReadonlyMap<string, number>;

/**
 * An index of trigrams looks up every piece of three letters of what is searched for. Those of common letters cost the most and exclude
 * the least: a search for an address read the whole of their lists. So it is asked for the rarest pieces alone, by a sample of the
 * rows that is read anew every ten minutes. A sample that is wrong makes a search slow, and never its result another.
 */
export async function rarePieces(
  { scope, database }: Viewer & { readonly database: Database },
  columns: readonly SampledColumn[],
): Promise<RarePieces> {
  // A tenant's connections show its rows alone, of which a sample tells nothing of the index.
  if (scope.kind !== 'ALL') return NO_PIECES;
  const known = await Promise.all(
    columns.map(async (each) => [each.column, await sharesOf(database, each)] as const),
  );
  const shares = new Map(known);
  return { of: (column, text) => rarestOf(text, shares.get(column) ?? null) };
}

/**
 * The rarest three pieces of letters and digits, the rarest first; none where no piece is rare: what is left out of the text, marks and
 * other letters, may be rarer then.
 */
export function rarestOf(text: string, shares: Shares | null): readonly string[] {
  if (shares === null) return [];
  const pieces = new Set<string>();
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const piece = text.slice(at, at + 3);
    // Other letters are hashed in the index, and what is a letter depends on the database.
    if (/^[a-z0-9]{3}$/i.test(piece)) pieces.add(piece);
  }
  if (text.length === 3) return [];
  const shareOf = (piece: string) => shares.get(piece.toLowerCase()) ?? 0;
  const rarest = [...pieces].sort((one, other) => shareOf(one) - shareOf(other)).slice(0, PIECES);
  return rarest.length > 0 && shareOf(rarest[0]!) < RARE_BELOW ? rarest : [];
}

interface Sample {
  readonly readAt: number;
  readonly shares: Promise<Shares | null>;
}

const samples = new WeakMap<DataSource, Map<string, Sample>>();

function sharesOf({ dataSource, sql }: Database, column: SampledColumn): Promise<Shares | null> {
  let own = samples.get(dataSource);
  if (own === undefined) samples.set(dataSource, (own = new Map<string, Sample>()));
  const known = own.get(column.column);
  const now = performance.now();
  if (known !== undefined && now - known.readAt < KNOWN_FOR_MS) return known.shares;
  // Others wait for it too: where the request that reads it is given up, they search without.
  const shares = readShares(sql, column).catch(() => {
    own.delete(column.column);
    return null;
  });
  own.set(column.column, { readAt: now, shares });
  return shares;
}

/** Null where there are few rows. */
async function readShares(sql: Sql, { column, table }: SampledColumn): Promise<Shares | null> {
  const name = table.split(' ')[0]!;
  const rows = await sql.rows<{ piece: string; share: number; sampled: number }>(`
    WITH sample AS MATERIALIZED (SELECT ${column} AS text FROM ${table} TABLESAMPLE SYSTEM (
        (SELECT least(100, 100.0 * ${SAMPLED_ROWS} / greatest(reltuples, 1)) FROM pg_class WHERE oid = '${name}'::regclass))
      LIMIT ${2 * SAMPLED_ROWS}),
    size AS (SELECT count(*)::float8 AS sampled FROM sample)
    SELECT piece, count(*) / sampled AS share, sampled FROM sample, size, unnest(show_trgm(text)) AS piece
    GROUP BY piece, sampled HAVING count(*) >= ${FEWEST_WITH_PIECE}`);
  if (rows.length === 0 || rows[0]!.sampled < FEWEST_ROWS) return null;
  return new Map(rows.map(({ piece, share }) => [piece, share]));
}
