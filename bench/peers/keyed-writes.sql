-- addNamedContact and bookConsultingBlock as PL/pgSQL: the same rows as Ambit's (counter, row, ledger, audit log, record of the
-- decision), under an idempotency key whose answer is kept. Like open_incident they look at state and limit alone.
CREATE TABLE bench_peers.idempotency_keys (key text PRIMARY KEY, answer jsonb);

CREATE FUNCTION bench_peers.add_named_contact(contract_id bigint, INOUT name text, INOUT email text, INOUT phone text, key text)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  now_at CONSTANT timestamptz := date_trunc('milliseconds', clock_timestamp());
  request_id CONSTANT text := gen_random_uuid();
  kept jsonb;
  contract bench_peers.contracts;
  contact public.named_contacts;
BEGIN
  INSERT INTO bench_peers.idempotency_keys AS k (key) VALUES ($5) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT k.answer INTO kept FROM bench_peers.idempotency_keys k WHERE k.key = $5;
    name := kept->>'name'; email := kept->>'email'; phone := kept->>'phone';
    RETURN;
  END IF;

  SELECT * INTO contract FROM bench_peers.contracts c WHERE c.id = $1;
  IF contract.status IS NULL OR contract.status NOT IN ('ACTIVE', 'NOTICE_GIVEN') THEN
    RAISE EXCEPTION 'CONTRACT_NOT_ACTIVE';
  END IF;
  UPDATE public.contracts c SET contacts_used = c.contacts_used + 1, contacts_limit = contract.max_named_contacts
  WHERE c.id = $1 AND (contract.max_named_contacts IS NULL OR c.contacts_used < contract.max_named_contacts);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'NAMED_CONTACT_LIMIT_REACHED';
  END IF;

  INSERT INTO public.named_contacts AS i (contract_id, name, email, email_folded, phone, valid_from)
  VALUES ($1, $2, $3, lower($3), $4, now_at) RETURNING * INTO contact;
  INSERT INTO public.audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after)
  VALUES (now_at, request_id, 1, 'support key', 'SUPPORT', 'addNamedContact', 'NamedContact', contact.id, $1, to_jsonb(contact));
  INSERT INTO public.decision_records (at, request_id, key_id, actor, role, mutation, contract_id, allowed, facts, rules)
  VALUES (now_at, request_id, 1, 'support key', 'SUPPORT', 'addNamedContact', $1, true, jsonb_build_object('state', to_jsonb(contract)),
    jsonb_build_array(
      bench_peers.passed('CONTRACT_NOT_ACTIVE', format('Contract %s has been active since %s.', contract.number, contract.activates_on)),
      bench_peers.passed('NAMED_CONTACT_LIMIT_REACHED', format('%s of %s named contacts are named.', contract.contacts_used, contract.max_named_contacts))));
  UPDATE bench_peers.idempotency_keys k SET answer = jsonb_build_object('name', $2, 'email', $3, 'phone', $4) WHERE k.key = $5;
END $$;

CREATE FUNCTION bench_peers.book_consulting_block(
  contract_id bigint, INOUT starts_at timestamptz, INOUT subject text, key text, OUT status text, OUT source text)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  now_at CONSTANT timestamptz := date_trunc('milliseconds', clock_timestamp());
  request_id CONSTANT text := gen_random_uuid();
  kept jsonb;
  contract bench_peers.contracts;
  plan bigint;
  customer bigint;
  block public.consulting_blocks;
BEGIN
  INSERT INTO bench_peers.idempotency_keys AS k (key) VALUES ($4) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT k.answer INTO kept FROM bench_peers.idempotency_keys k WHERE k.key = $4;
    status := kept->>'status'; source := kept->>'source';
    RETURN;
  END IF;

  SELECT * INTO contract FROM bench_peers.contracts c WHERE c.id = $1;
  IF contract.status IS NULL OR contract.status NOT IN ('ACTIVE', 'NOTICE_GIVEN') THEN
    RAISE EXCEPTION 'CONTRACT_NOT_ACTIVE';
  END IF;
  UPDATE public.contract_years y SET included_blocks_used = y.included_blocks_used + 1, included_blocks_limit = contract.included_blocks
  WHERE y.contract_id = $1 AND y.number = contract.year_number AND y.included_blocks_used < contract.included_blocks;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'NO_CONSULTING_BLOCK_LEFT';
  END IF;

  INSERT INTO public.consulting_blocks AS b (contract_id, contract_year, source, status, starts_at, subject, booked_at)
  VALUES ($1, contract.year_number, 'INCLUDED', 'BOOKED', $2, $3, now_at) RETURNING * INTO block;
  SELECT c.plan_id, c.customer_id INTO plan, customer FROM public.contracts c WHERE c.id = $1;
  INSERT INTO public.consulting_events (kind, contract_id, customer_id, plan_id, contract_year, source, block_id, hours, discount_percent,
    occurred_at, recorded_at, actor)
  VALUES ('BOOKED', $1, customer, plan, contract.year_number, 'INCLUDED', block.id, 4, 0, now_at, now_at, 'support key');
  INSERT INTO public.audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after)
  VALUES (now_at, request_id, 1, 'support key', 'SUPPORT', 'bookConsultingBlock', 'ConsultingBlock', block.id, $1, to_jsonb(block));
  INSERT INTO public.decision_records (at, request_id, key_id, actor, role, mutation, contract_id, allowed, facts, rules)
  VALUES (now_at, request_id, 1, 'support key', 'SUPPORT', 'bookConsultingBlock', $1, true, jsonb_build_object('state', to_jsonb(contract)),
    jsonb_build_array(
      bench_peers.passed('CONTRACT_NOT_ACTIVE', format('Contract %s has been active since %s.', contract.number, contract.activates_on)),
      bench_peers.passed('NO_CONSULTING_BLOCK_LEFT', format('%s of %s blocks are used.', contract.included_blocks_used, contract.included_blocks))));
  status := block.status;
  source := block.source;
  UPDATE bench_peers.idempotency_keys k SET answer = jsonb_build_object('status', block.status, 'source', block.source) WHERE k.key = $4;
END $$;
