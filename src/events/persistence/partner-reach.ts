import { providersOfPartner } from '../../platform/scoped-statement';
import { Sql, statement } from '../../platform/sql';
import { PartnerReach } from '../domain/event-audience';

const REACH = statement(
  'reach-of-partners',
  `SELECT p.id::text, ARRAY(${providersOfPartner('p.id', '$2::timestamptz')})::text[] AS providers,
     ARRAY(SELECT below.id FROM customers below WHERE below.partner_id = p.id)::text[] AS customers
   FROM unnest($1::bigint[]) AS p (id)`,
);

/** Whose contracts each of these partners sees besides its own, at `now`, by the partner's id. Domain section 3, Partners. */
export async function reachOfPartners(
  sql: Sql,
  partnerIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, PartnerReach>> {
  const rows = await sql.rows<{ id: string; providers: string[]; customers: string[] }>(REACH, [
    partnerIds,
    now,
  ]);
  return new Map(
    rows.map(({ id, providers, customers }) => [
      id,
      { providerIds: new Set(providers), customerIds: new Set(customers) },
    ]),
  );
}
