import { createHash } from 'node:crypto';
import type { ClientBase, Pool, QueryResult } from 'pg';
import { RowsQuery } from './driver/rows-query';

/**
 * An SQL statement under a name. PostgreSQL plans it once a connection and name, which on the hot reads costs less than
 * a third of planning it each time. TypeORM sends no names, hence this way around it.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Where statements are sent: any connection of the pool, or the one that holds a transaction. */
export interface Sql {
  rows<Row>(statement: Statement | string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A statement under a name, which has to be its own in the whole program: PostgreSQL plans it once on each connection. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}

/**
 * A statement whose text is put together from few parts, as a list's from its filters, under a name made from the text.
 * Values are never part of the text: there must be few texts, since every connection keeps each of them.
 */
export function statementOf(text: string): Statement {
  const known = namedByText.get(text);
  if (known !== undefined) return known;
  const named = statement(createHash('sha256').update(text).digest('hex').slice(0, 32), text);
  namedByText.set(text, named);
  return named;
}

const namedByText = new Map<string, Statement>();

/** How many texts that callers put together have names at most: each takes a connection of PostgreSQL 0.2 to 0.4 MB. */
const MOST_FREQUENT = 64;
const FREQUENT_FROM = 3;
/** Of how many texts without a name it is counted how often they come. */
const MOST_COUNTED = 200;

/** Which of many texts come so often that they have a name. */
export class FrequentTexts {
  private readonly uses = new Map<string, number>();
  private named = 0;

  constructor(private readonly most: number) {}

  /** The statement from the third use of a text on, as long as there is room; else the text as it is. */
  of(text: string): Statement | string {
    const known = namedByText.get(text);
    if (known !== undefined) return known;
    if (this.named >= this.most) return text;
    const count = (this.uses.get(text) ?? 0) + 1;
    if (count < FREQUENT_FROM) {
      if (this.uses.size >= MOST_COUNTED) this.uses.clear();
      this.uses.set(text, count);
      return text;
    }
    this.uses.delete(text);
    this.named += 1;
    return statementOf(text);
  }
}

const frequentTexts = new FrequentTexts(MOST_FREQUENT);

/**
 * The same for a text that is one of many, as that of a list with filters: it has a name once it is frequent. Reading a long text
 * costs PostgreSQL as much as planning it; it still plans it for the values of each use where these matter.
 */
export function frequentStatementOf(text: string): Statement | string {
  return frequentTexts.of(text);
}

/**
 * Named statements are prepared; a bare string is a statement whose text varies (a filter) and is planned each time, as all
 * are where `isNamed` is false: behind a pooler the next transaction finds none of the names.
 */
export function sqlOver(target: Pool | ClientBase, isNamed = true): Sql {
  return {
    async rows<Row>(query: Statement | string, values: readonly unknown[] = []): Promise<Row[]> {
      const text = typeof query === 'string' ? query : query.text;
      const config = typeof query === 'string' || !isNamed ? { text } : { name: query.name, text };
      const result = await resultOf(target, new RowsQuery({ ...config, values: [...values] }));
      return result.rows as Row[];
    },
  };
}

async function resultOf(target: Pool | ClientBase, query: RowsQuery): Promise<QueryResult> {
  try {
    return await new Promise<QueryResult>((resolve, reject) => {
      const tell = (error: Error | null, result: QueryResult) => (error ? reject(error) : resolve(result));
      (target as SendsQueries).query(query, tell);
    });
  } catch (error) {
    // The stack that came with it ends in the socket, and does not tell who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

/** What a pool and a connection have in common. */
interface SendsQueries {
  query(query: RowsQuery, tell: (error: Error | null, result: QueryResult) => void): unknown;
}

/** The first row, or null. For statements that find one thing. */
export async function firstRow<Row>(
  sql: Sql,
  query: Statement | string,
  values: readonly unknown[],
): Promise<Row | null> {
  const rows = await sql.rows<Row>(query, values);
  return rows[0] ?? null;
}
