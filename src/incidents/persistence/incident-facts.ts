import { CatalogContext } from '../../catalog/catalog-context';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractYear, contractYearOn } from '../../contracts/domain/contract-year';
import { dateAt, startOfDate } from '../../shared/domain/local-date';
import { firstRow, Sql, statement } from '../../shared/persistence/sql';
import { IncidentFacts, Reporter } from '../domain/incident-facts';

interface FactsRow {
  readonly planId: string;
  readonly quotaPlanId: string;
  readonly usedInYear: number;
  readonly partnerId: string | null;
}

/** The plan in force at an instant; before the order, the one that was ordered. */
const planIdAt = (instant: string) =>
  `(SELECT p.plan_id FROM contract_plans p WHERE p.contract_id = $1 AND (p.valid_to IS NULL OR ${instant} < p.valid_to)
    ORDER BY p.valid_from LIMIT 1)`;

const FACTS = statement(
  'incident-facts',
  `SELECT ${planIdAt('$2::timestamptz')} AS "planId", ${planIdAt('$3::timestamptz')} AS "quotaPlanId", cu.partner_id AS "partnerId",
     coalesce((SELECT y.incidents_used FROM contract_years y WHERE y.contract_id = $1 AND y.number = $4), 0) AS "usedInYear"
   FROM customers cu WHERE cu.id = $5`,
);
const REPORTER = statement(
  'incident-reporter',
  `SELECT k.contract_id AS "contractId", c.customer_id AS "customerId", c.provider_id AS "providerId",
     k.name, k.email, k.phone, k.valid_from AS since, k.valid_to AS until
   FROM named_contacts k JOIN contracts c ON c.id = k.contract_id WHERE k.id = $1`,
);

/**
 * The facts for a request that was received at an instant, as they are known now. The quota is the plan's that is in
 * force latest in the contract year of receipt, since a change of plan in a year counts for the whole of it.
 * Domain section 7.
 */
export async function readIncidentFacts(
  context: CatalogContext,
  sql: Sql,
  state: ContractState,
  receivedAt: Date,
  now: Date,
): Promise<IncidentFacts> {
  const contractYear = contractYearOn(state.activatesOn, dateAt(receivedAt, state.timeZone));
  const quotaAt = latestOf(receivedAt, now, contractYear, state.timeZone);
  const values = [state.id, receivedAt, quotaAt, contractYear?.number ?? null, state.customerId];
  const row = (await firstRow<FactsRow>(sql, FACTS, values))!;
  const provider = await context.catalog.provider(state.providerId);
  const plan = await context.catalog.plan(row.planId);
  const quotaPlan = await context.catalog.plan(row.quotaPlanId);
  return {
    state,
    provider,
    plan,
    quotaPlan,
    contractYear,
    usedInYear: row.usedInYear,
    partnerId: row.partnerId,
  };
}

/** The last instant of the contract year that is not after now, and not before the receipt. */
function latestOf(receivedAt: Date, now: Date, year: ContractYear | null, timeZone: string): Date {
  if (year === null || now <= receivedAt) return receivedAt;
  const lastOfYear = new Date(startOfDate(year.to, timeZone).getTime() - 1);
  return now < lastOfYear ? now : lastOfYear;
}

/** The contact as a reporter, current or former, of any contract; null where there is none of this id. */
export function readReporter(sql: Sql, contactId: string): Promise<Reporter | null> {
  return firstRow<Reporter>(sql, REPORTER, [contactId]);
}
