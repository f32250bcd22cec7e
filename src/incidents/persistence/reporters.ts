import { inOrderOf } from '../../platform/reads/align-rows';
import { Sql, statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { Reporter } from '../domain/incident-facts';

const BY_IDS = statement(
  'reporters-by-ids',
  `SELECT k.id, k.contract_id AS "contractId", c.customer_id AS "customerId", c.provider_id AS "providerId",
     k.name, k.email, k.phone, k.valid_from AS since, k.valid_to AS until
   FROM named_contacts k JOIN contracts c ON c.id = k.contract_id WHERE k.id = ANY($1::bigint[])`,
);

/** The contacts as reporters, current or former, of any contract, by their ids. */
export async function readReporters(
  sql: Sql,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, Reporter>> {
  const rows = await sql.rows<Reporter>(BY_IDS, [contactIds]);
  return new Map(rows.map((reporter) => [reporter.id, reporter]));
}

/**
 * The same for many, outside a transaction. Not narrowed to the caller's own contracts, since a contact of the
 * customer's partner may report: answer with one only to who sees an incident of his, or where the rule lets him pass.
 */
export const reportersById = batch<Reporter | null>('reporters-by-ids', async ({ database }, ids) => {
  const rows = await database.sql.rows<Reporter>(BY_IDS, [ids]);
  return inOrderOf(ids, rows, (row) => row.id);
});
