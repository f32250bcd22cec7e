import { keepDerived } from '../../src/contracts/persistence/contract-derived';
import { Sql } from '../../src/platform/sql';

/** When the rows are looked at. */
export const FILLED_AT = new Date('2026-11-27T12:00:00Z');

const STEP = 5_000;

/**
 * Fills a database that holds the catalogs alone with contracts as they are after some years, an incident and a contact for each:
 * few of them are in a rare state, as in a real book. Written past the rules, for lists to be read from.
 */
export async function fillLists(sql: Sql, contracts: number): Promise<void> {
  const customers = Math.ceil(contracts / 10);
  for (const text of [CUSTOMERS, CONTRACTS, PLANS, YEARS, CONTACTS, INCIDENTS, DECISIONS, EVENTS])
    await sql.rows(text, text === CUSTOMERS ? [customers] : text === CONTRACTS ? [contracts, customers] : []);
  await sql.rows(`UPDATE contract_timers SET due_at = NULL`);
  const ids = await sql.rows<{ id: string }>('SELECT id FROM contracts');
  for (let from = 0; from < ids.length; from += STEP)
    await keepDerived(
      sql,
      ids.slice(from, from + STEP).map(({ id }) => id),
      FILLED_AT,
    );
  for (const table of [
    'customers',
    'contracts',
    'contract_plans',
    'contract_years',
    'named_contacts',
    'incidents',
    'decision_records',
    'events',
  ])
    await sql.rows(`VACUUM ANALYZE ${table}`);
}

const CUSTOMERS = `
  INSERT INTO customers (number, number_folded, name, name_folded, region, is_partner, partner_id)
  SELECT 'C-' || n, 'c-' || n, 'Company ' || n || ' GmbH', 'company ' || n || ' gmbh',
    CASE WHEN n % 10 = 0 THEN 'AMERICAS' ELSE 'EUROPE' END, n % 500 = 1, CASE WHEN n % 500 = 2 THEN 1 END
  FROM generate_series(1, $1::int) n`;

// Most run for years; one in 50 was sold this month, one in 20 has ended or is under notice, a few are cancelled.
const CONTRACTS = `
  INSERT INTO contracts (number, number_folded, customer_id, provider_id, order_received_at, recorded_at, ordered_on, activates_on,
    time_zone, term_months, plan_id, contacts_used, satellites_used, notice_ends_on, cancelled_at, cancellation_reason, suspended_since, next_plan_id,
    next_plan_from)
  SELECT 'N-' || n, 'n-' || n, (n - 1) % $2::int + 1, plans.provider_id, at, at, at::date, at::date + 30, 'Europe/Berlin', 12, plans.id,
    CASE WHEN n % 400 = 7 THEN 0 ELSE 1 END, CASE WHEN n % 100 = 12 THEN 5 ELSE 0 END,
    CASE WHEN n % 20 = 3 THEN (at::date + 30 + make_interval(years => 1 + n % 4))::date END,
    CASE WHEN n % 500 = 9 THEN at END, CASE WHEN n % 500 = 9 THEN 'a slip' END,
    CASE WHEN n % 500 = 11 THEN '2026-11-01'::timestamptz END,
    CASE WHEN n % 500 = 13 THEN 3 END, CASE WHEN n % 500 = 13 THEN '2027-03-01'::timestamptz END
  FROM generate_series(1, $1::int) n
    CROSS JOIN LATERAL (SELECT CASE WHEN n % 50 = 0 THEN '2026-11-10'::timestamptz
      ELSE '2021-01-01'::timestamptz + n % 2000 * interval '1 day' END AS at) moment
    JOIN plans ON plans.id = CASE WHEN n % 500 = 15 THEN 4 ELSE 1 + n % 3 END`;
const PLANS = `
  INSERT INTO contract_plans (contract_id, plan_id, valid_from) SELECT id, plan_id, '2020-01-01' FROM contracts`;
const YEARS = `
  INSERT INTO contract_years (contract_id, number, starts_on, ends_on, incidents_used, included_blocks_used, included_blocks_limit)
  SELECT c.id, n, c.activates_on + make_interval(years => n - 1), c.activates_on + make_interval(years => n),
    CASE WHEN c.id % 100 = 5 THEN 5 ELSE c.id % 3 END, CASE WHEN c.id % 100 = 4 THEN 1 ELSE 0 END, 3
  FROM contracts c, generate_series(1, 6) n WHERE c.activates_on + make_interval(years => n - 1) <= '2026-11-27'`;
const CONTACTS = `
  INSERT INTO named_contacts (contract_id, name, email, email_folded, phone, valid_from)
  SELECT id, 'Person ' || id, 'person' || id || '@example.com', 'person' || id || '@example.com', '1', recorded_at FROM contracts`;
// The last 1 of 50 are open; one in a hundred of all is rare in something.
const INCIDENTS = `
  INSERT INTO incidents (contract_id, contract_year, contact_id, reference, channel, impact, test_system, distributed_setup, priority,
    product, product_version, platform_version, description, received_at, recorded_at, response_due_at, first_responded_at,
    first_response_recorded_at, due_at_response, response_met, status, support_line, started_at_line, resolved_at, closes_at, voided_at)
  SELECT k.contract_id, 1, k.id, 'ITN-2026-' || lpad(k.id::text, 6, '0'), CASE WHEN k.id % 100 = 1 THEN 'PHONE' ELSE 'EMAIL' END,
    CASE WHEN k.id % 100 = 2 THEN 'CRITICAL' ELSE 'LOW' END, false, false, k.id % 100 = 3,
    CASE WHEN k.id % 2 = 0 THEN 'znuny' ELSE 'i-doit-pro' END, '6', 'Debian', 'slow', at, at, at + interval '1 hour', responded, responded,
    CASE WHEN responded IS NOT NULL THEN at + interval '1 hour' END, responded <= at + interval '1 hour',
    status, CASE WHEN k.id % 100 = 4 THEN 3 ELSE 1 END, 1, CASE WHEN status IN ('RESOLVED', 'CLOSED') THEN at + interval '1 day' END,
    CASE WHEN status = 'WAITING_FOR_CUSTOMER' THEN '2026-12-20'::timestamptz END, CASE WHEN status = 'VOIDED' THEN at END
  FROM named_contacts k JOIN contract_years first ON first.contract_id = k.contract_id AND first.number = 1
    CROSS JOIN LATERAL (SELECT '2026-11-27T11:00:00Z'::timestamptz - ((SELECT max(id) FROM named_contacts) - k.id) * interval '20 minutes' AS at,
      CASE WHEN k.id % 100 = 6 THEN 'VOIDED' WHEN k.id % 100 < 98 THEN 'CLOSED' WHEN k.id % 300 = 98 THEN 'NEW'
        WHEN k.id % 300 = 198 THEN 'IN_PROGRESS' WHEN k.id % 300 = 298 THEN 'WAITING_FOR_CUSTOMER' ELSE 'RESOLVED' END AS status) s
    CROSS JOIN LATERAL (SELECT CASE WHEN status NOT IN ('NEW', 'VOIDED') THEN
      at + CASE WHEN k.id % 100 = 8 THEN interval '2 hours' ELSE interval '10 minutes' END END AS responded) r`;

// One in four is refused, nearly all of those for one reason; other reasons, reasons beside the first, and mutations are rare.
const DECISIONS = `
  INSERT INTO decision_records (contract_id, at, request_id, key_id, actor, role, mutation, allowed, facts, rules)
  SELECT c.id, '2026-01-01'::timestamptz + c.id * interval '1 minute' + n * interval '1 second', 'r', 1, 'SUPPORT', 'SUPPORT',
    CASE WHEN c.id % 500 = 17 THEN 'suspendContract' ELSE 'openIncident' END, n > 1, '{}',
    jsonb_build_array(jsonb_build_object('rule', 'NOT_ACTIVE', 'refusals', '[]'::jsonb),
      jsonb_build_object('rule', 'INVALID_INPUT', 'refusals', CASE WHEN n > 1 THEN '[]'::jsonb
        WHEN c.id % 500 = 18 THEN '[{"code": "CHANNEL_NOT_IN_PLAN"}]'
        WHEN c.id % 500 = 19 THEN '[{"code": "INCIDENT_QUOTA_EXHAUSTED"}, {"code": "CHANNEL_NOT_IN_PLAN"}]'
        ELSE '[{"code": "INCIDENT_QUOTA_EXHAUSTED"}]' END))
  FROM contracts c, generate_series(1, 4) n ORDER BY c.id, n`;
const EVENTS = `
  INSERT INTO events (type, occurred_at, recorded_at, contract_id, customer_id, provider_id, subject_type, subject_id, data)
  SELECT CASE WHEN n > 1 THEN 'incident.received' WHEN c.id % 500 = 17 THEN 'contract.suspended'
      WHEN c.id % 500 = 18 THEN 'contract.cancelled' ELSE 'incident.closed' END,
    now(), now(), c.id, c.customer_id, c.provider_id, 'Incident', c.id, '{}'
  FROM contracts c, generate_series(1, 4) n ORDER BY c.id, n`;
