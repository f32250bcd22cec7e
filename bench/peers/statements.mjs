/** One hand-written statement a question; each is sent under its name, so that PostgreSQL plans it once a connection. */
const QUOTAS = `max_incidents_per_year, incidents_used, incidents_remaining, max_named_contacts, contacts_used,
  contacts_remaining, included_blocks, included_blocks_used, included_blocks_remaining, additional_blocks_ordered,
  additional_blocks_used, additional_blocks_remaining, max_satellites, satellites_used, satellites_remaining`;

export const CONTRACT = {
  name: 'contract',
  text: `SELECT number, status, plan_code, plan_name, plan_version, consulting_hours_per_year, year_number, year_from, year_to,
    year_resets_at, ${QUOTAS} FROM bench_peers.contracts WHERE id = $1`,
};

export const CUSTOMERS = {
  name: 'customers',
  text: `SELECT cu.id, cu.number, cu.name, cu.region, c.id, c.number, c.activates_on, c.status, c.plan_name,
    c.max_incidents_per_year, c.incidents_used, c.incidents_remaining, c.included_blocks, c.included_blocks_used,
    c.included_blocks_remaining, c.max_satellites, c.satellites_used, c.satellites_remaining, k.name, k.email, k.phone
  FROM (SELECT * FROM bench_peers.customers WHERE id > $1 ORDER BY id LIMIT 50) cu
    LEFT JOIN bench_peers.contracts c ON c.customer_id = cu.id
    LEFT JOIN bench_peers.named_contacts k ON k.contract_id = c.id
  ORDER BY cu.id, c.id, k.id`,
};

export const USAGE = {
  name: 'usage',
  text: `SELECT kind, occurred_at, source, hours, discount_percent, net_amount, currency, customer_number, customer_name,
    contract_number FROM bench_peers.consulting_usage WHERE occurred_at >= $1 AND occurred_at < $2 ORDER BY id LIMIT 200`,
};

export const TOTALS = {
  name: 'totals',
  text: `SELECT source, kind, sum(hours)::int, sum(net_amount), currency FROM bench_peers.consulting_usage
    WHERE occurred_at >= $1 AND occurred_at < $2 GROUP BY source, kind, currency ORDER BY source DESC, kind, currency`,
};

export const OPEN_INCIDENT = {
  name: 'open-incident',
  text: `SELECT reference, status, accepted_impact, response_due_at
    FROM bench_peers.open_incident($1, $2, $3, $4, $5, $6, $7, $8)`,
};
