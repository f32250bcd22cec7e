import { foldText } from '../../shared/domain/text';
import { firstRow, Sql } from '../../platform/sql';

interface Row {
  readonly id: string;
}

/** The customer of a number, its contracts with one provider alone where the caller is bound to that; null for none. */
export async function customerIdOf(sql: Sql, number: string, boundTo: string | null): Promise<string | null> {
  const text = `SELECT cu.id FROM customers cu WHERE cu.number_folded = $1 AND ($2::bigint IS NULL OR EXISTS (
    SELECT FROM contracts c WHERE c.customer_id = cu.id AND c.provider_id = $2))`;
  return (await firstRow<Row>(sql, text, [foldText(number), boundTo]))?.id ?? null;
}

/** The contract of a number, with one provider alone where the caller is bound to that; null for none. */
export async function contractIdOf(sql: Sql, number: string, boundTo: string | null): Promise<string | null> {
  const text =
    'SELECT c.id FROM contracts c WHERE c.number_folded = $1 AND ($2::bigint IS NULL OR c.provider_id = $2)';
  return (await firstRow<Row>(sql, text, [foldText(number), boundTo]))?.id ?? null;
}

/** The codes of all providers, in their order. */
export async function providerCodes(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.rows<{ code: string }>('SELECT pr.code FROM providers pr ORDER BY pr.code');
  return rows.map(({ code }) => code);
}
