-- Writes the rows that Ambit's openIncident writes: counter, incident, history, audit log, record of the decision. The
-- guarded UPDATE holds the limit; the contract, its plan and the contact are looked at before.
CREATE FUNCTION bench_peers.open_incident(
  contract_id bigint, contact_id bigint, channel text, impact text, product text, product_version text,
  platform_version text, description text,
  OUT reference text, OUT status text, OUT accepted_impact text, OUT response_due_at timestamptz)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  now_at CONSTANT timestamptz := date_trunc('milliseconds', clock_timestamp());
  request CONSTANT jsonb := jsonb_build_object('contractId', $1::text, 'contactId', $2::text, 'channel', $3, 'impact', $4,
    'testSystem', false, 'product', $5, 'productVersion', $6, 'platformVersion', $7, 'description', $8);
  contract bench_peers.contracts;
  contact public.named_contacts;
  incident public.incidents;
  request_id CONSTANT text := gen_random_uuid();
  digits CONSTANT text := nextval('public.incident_numbers');
BEGIN
  SELECT * INTO contract FROM bench_peers.contracts c WHERE c.id = $1;
  IF contract.status IS NULL OR contract.status NOT IN ('ACTIVE', 'NOTICE_GIVEN') THEN
    RAISE EXCEPTION 'CONTRACT_NOT_ACTIVE';
  END IF;
  SELECT * INTO contact FROM public.named_contacts k WHERE k.id = $2 AND k.contract_id = $1 AND k.valid_to IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'CONTACT_NOT_NAMED';
  END IF;

  UPDATE public.contract_years y SET incidents_used = y.incidents_used + 1, incidents_limit = contract.max_incidents_per_year
  WHERE y.contract_id = $1 AND y.number = contract.year_number
    AND (contract.max_incidents_per_year IS NULL OR y.incidents_used < contract.max_incidents_per_year);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'INCIDENT_QUOTA_EXHAUSTED';
  END IF;

  INSERT INTO public.incidents AS i (contract_id, contract_year, contact_id, reference, channel, impact, test_system, product,
    product_version, platform_version, description, received_at, recorded_at, response_due_at, response_due_soon_at, events_due_at,
    support_line, started_at_line, distributed_setup, priority, status)
  VALUES ($1, contract.year_number, $2,
    'BLK-' || extract(year FROM now_at) || '-' || lpad(digits, greatest(6, length(digits)), '0'),
    $3, $4, false, $5, $6, $7, $8, now_at, now_at, now_at + interval '240 minutes', now_at + interval '180 minutes', now_at + interval '180 minutes',
    1, 1, false, false, 'NEW')
  RETURNING * INTO incident;
  INSERT INTO public.incident_events (incident_id, contract_id, at, recorded_at, kind, internal, response_due_at, actor, actor_kind)
  VALUES (incident.id, $1, now_at, now_at, 'RECEIVED', false, incident.response_due_at, 'support key', 'STAFF');

  INSERT INTO public.audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after)
  VALUES (now_at, request_id, 1, 'support key', 'SUPPORT', 'openIncident', 'Incident', incident.id, $1, to_jsonb(incident));
  INSERT INTO public.decision_records (at, request_id, key_id, actor, role, mutation, contract_id, allowed, facts, rules)
  VALUES (now_at, request_id, 1, 'support key', 'SUPPORT', 'openIncident', $1, true,
    jsonb_build_object('state', to_jsonb(contract), 'contact', to_jsonb(contact), 'request', request),
    bench_peers.decided_rules(contract, contact.name, $5));

  reference := incident.reference;
  status := incident.status;
  accepted_impact := incident.impact;
  response_due_at := incident.response_due_at;
END $$;
