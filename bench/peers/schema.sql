-- What the peers read and write through. The tables are Ambit's own; the rules that a peer needs are written here in SQL,
-- as somebody would write them who has no program between database and clients.
CREATE SCHEMA bench_peers;

-- Ambit keeps a plan as one JSON document. A table with columns serves the peers better.
CREATE TABLE bench_peers.plans AS
  SELECT p.id, p.code, p.name, p.version,
    (e.n->>'maxIncidentsPerYear')::int AS max_incidents_per_year,
    (e.n->>'maxNamedContacts')::int AS max_named_contacts,
    (e.n->>'maxSatellites')::int AS max_satellites,
    (e.n->>'includedConsultingBlocks')::int AS included_consulting_blocks,
    (e.n->'responseTargets'->0->>'workingMinutes')::int AS response_minutes
  FROM public.plans p CROSS JOIN LATERAL (SELECT p.definition->'entitlements' AS n) e;
ALTER TABLE bench_peers.plans ADD PRIMARY KEY (id);
ANALYZE bench_peers.plans;

-- Null is unlimited, and what is left of it. PostgreSQL puts the expression in the place of the call.
CREATE FUNCTION bench_peers.remaining(quota int, used int) RETURNS int LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN quota IS NOT NULL THEN greatest(0, quota - coalesce(used, 0)) END;

CREATE VIEW bench_peers.customers AS SELECT id, number, name, region FROM public.customers;

-- A contract, its plan and all its quotas as they are now.
CREATE VIEW bench_peers.contracts AS
  SELECT c.id, c.number, c.customer_id, c.activates_on,
    CASE
      WHEN c.notice_ends_on <= d.today THEN 'ENDED'
      WHEN d.today < c.activates_on THEN 'ORDERED'
      WHEN c.notice_ends_on IS NULL THEN 'ACTIVE'
      ELSE 'NOTICE_GIVEN'
    END AS status,
    p.code AS plan_code, p.name AS plan_name, p.version AS plan_version,
    p.max_incidents_per_year, p.max_named_contacts, p.max_satellites,
    p.included_consulting_blocks * 4 AS consulting_hours_per_year,
    y.number AS year_number, y.starts_on AS year_from, y.ends_on AS year_to,
    CASE WHEN c.notice_ends_on <= y.ends_on THEN NULL
      ELSE y.ends_on::timestamp AT TIME ZONE c.time_zone END AS year_resets_at,
    coalesce(u.incidents_used, 0) AS incidents_used,
    bench_peers.remaining(p.max_incidents_per_year, u.incidents_used) AS incidents_remaining,
    c.contacts_used, bench_peers.remaining(p.max_named_contacts, c.contacts_used) AS contacts_remaining,
    p.included_consulting_blocks AS included_blocks,
    coalesce(u.included_blocks_used, 0) AS included_blocks_used,
    bench_peers.remaining(p.included_consulting_blocks, u.included_blocks_used) AS included_blocks_remaining,
    c.additional_blocks_ordered, c.additional_blocks_used,
    c.additional_blocks_ordered - c.additional_blocks_used AS additional_blocks_remaining,
    c.satellites_used, bench_peers.remaining(p.max_satellites, c.satellites_used) AS satellites_remaining
  FROM public.contracts c
    CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE c.time_zone)::date AS today) d
    JOIN bench_peers.plans p
      ON p.id = CASE WHEN c.next_plan_from <= now() THEN c.next_plan_id ELSE c.plan_id END
    LEFT JOIN LATERAL (
      SELECT k.number, (c.activates_on + make_interval(years => k.number - 1))::date AS starts_on,
        (c.activates_on + make_interval(years => k.number))::date AS ends_on
      FROM (SELECT extract(year FROM age(d.today, c.activates_on))::int + 1 AS number) k
    ) y ON d.today >= c.activates_on AND (c.notice_ends_on IS NULL OR d.today < c.notice_ends_on)
    LEFT JOIN public.contract_years u ON u.contract_id = c.id AND u.number = y.number;

CREATE VIEW bench_peers.named_contacts AS
  SELECT id, contract_id, name, email, phone FROM public.named_contacts WHERE valid_to IS NULL;

-- What billing reads, every row with all that billing wants to know of it. Prices are in EUR alone here.
CREATE VIEW bench_peers.consulting_usage AS
  SELECT e.position AS id, e.kind, e.occurred_at, e.contract_year, e.source, e.hours, e.discount_percent,
    (e.list_price_minor / 100.0)::numeric(12, 2) AS list_price,
    (e.net_amount_minor / 100.0)::numeric(12, 2) AS net_amount, e.currency,
    cu.number AS customer_number, cu.name AS customer_name, c.number AS contract_number,
    p.name AS plan_name, p.version AS plan_version
  FROM public.consulting_events e
    JOIN public.customers cu ON cu.id = e.customer_id
    JOIN public.contracts c ON c.id = e.contract_id
    JOIN bench_peers.plans p ON p.id = e.plan_id
  WHERE e.position IS NOT NULL;
