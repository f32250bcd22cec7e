-- What PostGraphile makes its schema of, besides the views: keys, relations between them, and two lists with a period.
COMMENT ON VIEW bench_peers.customers IS E'@primaryKey id';
COMMENT ON VIEW bench_peers.contracts IS E'@primaryKey id\n@foreignKey (customer_id) references bench_peers.customers (id)';
COMMENT ON VIEW bench_peers.named_contacts IS
  E'@primaryKey id\n@foreignKey (contract_id) references bench_peers.contracts (id)';
COMMENT ON VIEW bench_peers.consulting_usage IS E'@primaryKey id\n@name usage';

CREATE FUNCTION bench_peers.usage_between(from_at timestamptz, to_at timestamptz)
RETURNS SETOF bench_peers.consulting_usage LANGUAGE sql STABLE AS $$
  SELECT u.* FROM bench_peers.consulting_usage u WHERE u.occurred_at >= from_at AND u.occurred_at < to_at ORDER BY u.id
$$;

CREATE FUNCTION bench_peers.usage_totals(from_at timestamptz, to_at timestamptz)
RETURNS TABLE (source text, kind text, hours bigint, net_amount numeric, currency text) LANGUAGE sql STABLE AS $$
  SELECT e.source, e.kind, sum(e.hours), (sum(e.net_amount_minor) / 100)::numeric(12, 2), e.currency
  FROM public.consulting_events e WHERE e.position IS NOT NULL AND e.occurred_at >= from_at AND e.occurred_at < to_at
  GROUP BY e.source, e.kind, e.currency ORDER BY e.source DESC, e.kind, e.currency
$$;
