import { MigrationInterface, QueryRunner } from 'typeorm';

/** What came to incidents and contacts with the second reading of the law. */
export class IncidentsAgain1795300000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL statement_timeout = 0`);
    await runner.query(EVENTS);
    await runner.query(INCIDENTS);
    await runner.query(CONTACTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE named_contact_details;
      DROP INDEX incidents_received_at_idx;
      ALTER TABLE incidents
        DROP COLUMN distributed_setup, DROP COLUMN priority, DROP COLUMN started_at_line, DROP COLUMN due_at_response,
        DROP COLUMN first_response_recorded_at, DROP COLUMN first_response_kind, DROP COLUMN first_response_channel,
        DROP COLUMN first_response_to, DROP COLUMN resolved_at, DROP COLUMN resolved_on_first_call,
        DROP COLUMN duplicate_of_id;
      ALTER TABLE incidents ADD CONSTRAINT incidents_response_met_check
        CHECK (response_met IS NOT DISTINCT FROM
          (date_trunc('second', first_responded_at) <= date_trunc('second', response_due_at))) NOT VALID;
      ALTER TABLE incident_events
        DROP COLUMN recorded_at, DROP COLUMN internal, DROP COLUMN response_due_at, DROP COLUMN actor_kind;
    `);
  }
}

// Histories are append-only: the trigger stands aside for the backfill, inside this transaction alone. When an earlier
// response was recorded is known to the audit log only; every other step was recorded when it was made.
const EVENTS = `
  ALTER TABLE incident_events
    ADD COLUMN recorded_at timestamptz,
    ADD COLUMN internal boolean NOT NULL DEFAULT false,
    ADD COLUMN response_due_at timestamptz,
    ADD COLUMN actor_kind text;
  ALTER TABLE incident_events DISABLE TRIGGER incident_events_append_only;
  UPDATE incident_events e SET
    recorded_at = CASE e.kind
      WHEN 'RECEIVED' THEN i.recorded_at
      WHEN 'FIRST_RESPONSE' THEN coalesce(
        (SELECT a.at FROM audit_log a WHERE a.subject_type = 'Incident' AND a.subject_id = i.id
           AND a.mutation = 'recordFirstResponse' ORDER BY a.at LIMIT 1), e.at)
      ELSE e.at END,
    response_due_at = CASE WHEN e.kind = 'RECEIVED' THEN i.response_due_at END,
    actor_kind = CASE WHEN e.actor IS NULL THEN 'SYSTEM'
      WHEN e.kind = 'RECEIVED' AND EXISTS (SELECT 1 FROM audit_log a WHERE a.subject_type = 'Incident'
        AND a.subject_id = i.id AND a.mutation = 'openIncident' AND a.role = 'CUSTOMER') THEN 'CUSTOMER'
      ELSE 'STAFF' END
  FROM incidents i WHERE i.id = e.incident_id;
  ALTER TABLE incident_events ENABLE TRIGGER incident_events_append_only;
  ALTER TABLE incident_events
    ALTER COLUMN recorded_at SET NOT NULL,
    ALTER COLUMN internal DROP DEFAULT,
    ALTER COLUMN actor_kind SET NOT NULL,
    ADD CONSTRAINT incident_events_actor_kind_check CHECK (actor_kind IN ('STAFF', 'CUSTOMER', 'SYSTEM')),
    ADD CONSTRAINT incident_events_actor_check CHECK ((actor_kind = 'SYSTEM') = (actor IS NULL));
`;

const INCIDENTS = `
  ALTER TABLE incidents
    ADD COLUMN distributed_setup boolean NOT NULL DEFAULT false,
    ADD COLUMN priority boolean NOT NULL DEFAULT false,
    ADD COLUMN started_at_line smallint,
    ADD COLUMN due_at_response timestamptz,
    ADD COLUMN first_response_recorded_at timestamptz,
    ADD COLUMN first_response_kind text,
    ADD COLUMN first_response_channel text,
    ADD COLUMN first_response_to text,
    ADD COLUMN resolved_at timestamptz,
    ADD COLUMN resolved_on_first_call boolean,
    ADD COLUMN duplicate_of_id bigint CONSTRAINT incidents_duplicate_of_id_fkey REFERENCES incidents (id);
  -- A resolution of before has no kind of response, so that none of them counts as one on the first call.
  UPDATE incidents i SET
    priority = EXISTS (SELECT 1 FROM contract_plans p JOIN plans l ON l.id = p.plan_id
      WHERE p.contract_id = i.contract_id AND p.valid_from <= i.received_at
        AND (p.valid_to IS NULL OR i.received_at < p.valid_to)
        AND l.definition->'entitlements'->'features' @> '[{"code": "priority-case-process", "granted": true}]'),
    started_at_line = i.support_line - (SELECT count(*) FROM incident_events e
      WHERE e.incident_id = i.id AND e.kind = 'ESCALATED'),
    due_at_response = CASE WHEN i.first_responded_at IS NOT NULL THEN i.response_due_at END,
    first_response_recorded_at = CASE WHEN i.first_responded_at IS NOT NULL THEN coalesce(
      (SELECT max(e.recorded_at) FROM incident_events e WHERE e.incident_id = i.id AND e.kind = 'FIRST_RESPONSE'),
      i.first_responded_at) END,
    resolved_at = (SELECT max(e.at) FROM incident_events e WHERE e.incident_id = i.id AND e.kind = 'RESOLVED'),
    resolved_on_first_call = (SELECT false FROM incident_events e
      WHERE e.incident_id = i.id AND e.kind = 'RESOLVED' LIMIT 1);
  -- One that was resolved, and whose history does not say so, could not be reopened: its days begin with its receipt.
  UPDATE incidents SET resolved_at = received_at WHERE status = 'RESOLVED' AND resolved_at IS NULL;
  ALTER TABLE incidents
    ALTER COLUMN distributed_setup DROP DEFAULT,
    ALTER COLUMN priority DROP DEFAULT,
    ALTER COLUMN started_at_line SET NOT NULL,
    DROP CONSTRAINT incidents_response_met_check,
    ADD CONSTRAINT incidents_response_met_check CHECK (response_met IS NOT DISTINCT FROM
      (date_trunc('second', first_responded_at) <= date_trunc('second', due_at_response))),
    ADD CONSTRAINT incidents_started_at_line_check CHECK (started_at_line BETWEEN 1 AND support_line),
    ADD CONSTRAINT incidents_first_response_recorded_at_check
      CHECK ((first_responded_at IS NULL) = (first_response_recorded_at IS NULL)),
    ADD CONSTRAINT incidents_first_response_kind_check
      CHECK (first_response_kind IN ('STARTED', 'INFORMATION_NEEDED', 'SOLUTION_PROPOSED')),
    ADD CONSTRAINT incidents_first_response_channel_check CHECK (first_response_channel IN ('EMAIL', 'PHONE')),
    ADD CONSTRAINT incidents_first_response_to_check
      CHECK ((first_response_channel IS NULL) = (first_response_to IS NULL)),
    ADD CONSTRAINT incidents_resolved_at_check CHECK (status <> 'RESOLVED' OR resolved_at IS NOT NULL),
    ADD CONSTRAINT incidents_duplicate_of_id_check CHECK (duplicate_of_id IS NULL OR
      (status = 'VOIDED' AND duplicate_of_id <> id));
  CREATE INDEX incidents_received_at_idx ON incidents (received_at, id);
  CREATE INDEX incidents_duplicate_of_id_idx ON incidents (duplicate_of_id) WHERE duplicate_of_id IS NOT NULL;
`;

// Former names and numbers alone: the present ones stand in named_contacts, so there is nothing to fill in.
const CONTACTS = `
  CREATE TABLE named_contact_details (
    id bigint GENERATED BY DEFAULT AS IDENTITY CONSTRAINT named_contact_details_pkey PRIMARY KEY,
    contact_id bigint NOT NULL CONSTRAINT named_contact_details_contact_id_fkey REFERENCES named_contacts (id),
    name text NOT NULL,
    phone text NOT NULL,
    valid_to timestamptz NOT NULL
  );
  CREATE INDEX named_contact_details_contact_id_idx ON named_contact_details (contact_id, id);
  CREATE TRIGGER named_contact_details_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON named_contact_details
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
