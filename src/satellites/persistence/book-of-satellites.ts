import { Sql, statement } from '../../platform/sql';
import { foldText } from '../../shared/domain/text';

/** A registered satellite as an import and an export of many know it. */
export interface BookSatellite {
  readonly contractId: string;
  readonly name: string;
  readonly nameFolded: string;
  readonly since: Date;
}

const OF_CONTRACTS = statement(
  'book-satellites',
  `SELECT contract_id AS "contractId", name, name_folded AS "nameFolded", registered_at AS since
   FROM satellites WHERE contract_id = ANY ($1::bigint[]) AND decommissioned_at IS NULL ORDER BY name_folded`,
);

/** The registered satellites of contracts of all tenants, by their names. */
export function registeredSatellites(sql: Sql, contractIds: readonly string[]): Promise<BookSatellite[]> {
  return sql.rows<BookSatellite>(OF_CONTRACTS, [contractIds]);
}

export type NewBookSatellite = Omit<BookSatellite, 'nameFolded'>;

const INSERT = statement(
  'insert-satellites',
  `INSERT INTO satellites (contract_id, name, name_folded, registered_at)
   SELECT "contractId", name, "nameFolded", since FROM json_to_recordset($1)
     AS b ("contractId" bigint, name text, "nameFolded" text, since timestamptz)
   RETURNING id, contract_id AS "contractId", name, registered_at AS since`,
);

/** Registers satellites; they are counted by who has locked the contracts. Returns them with their ids. */
export async function insertSatellites(
  sql: Sql,
  satellites: readonly NewBookSatellite[],
): Promise<(NewBookSatellite & { readonly id: string })[]> {
  if (satellites.length === 0) return [];
  const rows = satellites.map((satellite) => ({ ...satellite, nameFolded: foldText(satellite.name) }));
  return sql.rows(INSERT, [JSON.stringify(rows)]);
}
