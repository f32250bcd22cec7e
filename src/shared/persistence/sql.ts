import type { ClientBase, Pool } from 'pg';

/**
 * An SQL statement under a name. PostgreSQL plans it once a connection and name, which on the hot reads costs less than
 * a third of planning it each time. TypeORM sends no names, hence this small door beside it.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Where statements are sent: any connection of the pool, or the one that holds a transaction. */
export interface Sql {
  rows<Row>(statement: Statement | string, values?: readonly unknown[]): Promise<Row[]>;
}

export function statement(name: string, text: string): Statement {
  return { name, text };
}

/** Named statements are prepared; a bare string is a statement whose text varies (a filter) and is planned each time. */
export function sqlOver(target: Pool | ClientBase): Sql {
  return {
    async rows<Row>(query: Statement | string, values: readonly unknown[] = []): Promise<Row[]> {
      const config = typeof query === 'string' ? { text: query } : { name: query.name, text: query.text };
      const result = await target.query({ ...config, values: [...values] });
      return result.rows as Row[];
    },
  };
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
