CREATE FUNCTION bench_peers.passed(rule text, explanation text) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('rule', rule, 'outcome', 'PASSED', 'explanation', explanation);

-- Every rule of the decision with its explanation, as Ambit keeps them with each incident.
CREATE FUNCTION bench_peers.decided_rules(contract bench_peers.contracts, contact_name text, product text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(
    bench_peers.passed('FORBIDDEN', 'The server says when.'),
    bench_peers.passed('INVALID_INPUT', 'receivedAt is not in the future.'),
    bench_peers.passed('CONTRACT_NOT_ACTIVE', format('Contract %s has been active since %s.', contract.number, contract.activates_on)),
    bench_peers.passed('CONTRACT_SUSPENDED', format('Contract %s is not suspended.', contract.number)),
    bench_peers.passed('CONTACT_NOT_NAMED', format('%s is a named contact of contract %s.', contact_name, contract.number)),
    bench_peers.passed('PRODUCT_NOT_SUPPORTED', format('%s covers %s.', contract.plan_name, product)),
    bench_peers.passed('VERSION_NOT_SUPPORTED', format('%s is supported from version 3.', product)),
    bench_peers.passed('TEST_SYSTEM_NOT_SUPPORTED', 'It is not a test system.'),
    bench_peers.passed('DISTRIBUTED_SETUP_NOT_IN_PLAN', 'It is about no distributed setup.'),
    bench_peers.passed('CHANNEL_NOT_IN_PLAN', format('%s takes requests by EMAIL.', contract.plan_name)),
    bench_peers.passed('CHANNEL_NOT_ALLOWED_FOR_IMPACT', 'EMAIL is open for every impact.'),
    bench_peers.passed('OUTSIDE_SERVICE_WINDOW', 'EMAIL is open at any time.'),
    bench_peers.passed('INCIDENT_QUOTA_EXHAUSTED', format('%s of %s support requests of the contract year %s to %s %s used.',
      contract.incidents_used, contract.max_incidents_per_year, contract.year_from, contract.year_to,
      CASE contract.incidents_used WHEN 1 THEN 'is' ELSE 'are' END)),
    bench_peers.passed('REPORT_INCOMPLETE', 'The report holds contact, versions and description.'))
$$;
