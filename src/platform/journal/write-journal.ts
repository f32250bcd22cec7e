import { isAllowed } from '../../shared/domain/decision';
import { Change, Happening, Journal, RecordedDecision } from '../../shared/domain/journal';
import { EVENTS_CHANNEL } from '../listen-session';
import { RequestData } from '../request';
import { Sql, statement } from '../sql';

/** Who wrote, of every row of both tables. */
const WHO = 'at timestamptz, request_id text, key_id bigint, actor text, role text, mutation text';
const WHO_COLUMNS = 'at, request_id, key_id, actor, role, mutation';

/** Any number; the same for every process that writes this product's events. */
const EVENTS_LOCK = 7_262_348_003;

// One statement for all three tables: what a write leaves behind costs it one round trip. Where there are events, the last
// thing it does is to keep everybody else from adding some until the commit can be seen: so places are given in the order
// of commits, and a reader who has seen one has seen all before it. A sequence is read past the statement's snapshot. Those who
// listen hear of the commit with it. As JSONB what is kept as such is taken over; out of JSON it would be read a second time.
const INSERT = statement(
  'insert-journal',
  `WITH audited AS (
     INSERT INTO audit_log (${WHO_COLUMNS}, subject_type, subject_id, contract_id, before, after)
     SELECT ${WHO_COLUMNS}, subject_type, subject_id, contract_id, before, after FROM jsonb_to_recordset($1)
       AS c (${WHO}, subject_type text, subject_id bigint, contract_id bigint, before jsonb, after jsonb)
     RETURNING 1
   ), decided AS (
     INSERT INTO decision_records (${WHO_COLUMNS}, contract_id, allowed, facts, rules)
     SELECT ${WHO_COLUMNS}, contract_id, allowed, facts, rules FROM jsonb_to_recordset($2)
       AS d (${WHO}, contract_id bigint, allowed boolean, facts jsonb, rules jsonb)
     RETURNING 1
   ), locked AS MATERIALIZED (
     SELECT pg_advisory_xact_lock(${EVENTS_LOCK}), pg_notify('${EVENTS_CHANNEL}', '')
     FROM (SELECT (SELECT count(*) FROM audited) + (SELECT count(*) FROM decided) AS count) AS others
     WHERE others.count >= 0 AND jsonb_array_length($3) > 0
   )
   INSERT INTO events (type, occurred_at, recorded_at, contract_id, customer_id, provider_id, subject_type, subject_id, once, data)
   SELECT type, occurred_at, e.recorded_at, contract_id, customer_id, coalesce(c.provider_id, e.provider_id), subject_type, subject_id, once, data
   FROM locked CROSS JOIN jsonb_to_recordset($3) AS e (nth int, type text, occurred_at timestamptz, recorded_at timestamptz,
     contract_id bigint, provider_id bigint, subject_type text, subject_id bigint, once text, data jsonb)
     LEFT JOIN contracts c ON c.id = e.contract_id
   ORDER BY nth
   ON CONFLICT (once) WHERE once IS NOT NULL DO NOTHING`,
);

/** The journal of one request. */
export interface RequestJournal {
  readonly request: RequestData;
  readonly journal: Journal;
}

/**
 * Writes the journals of requests: with their effect, or, of a refused one, its decision alone. What cannot be written as
 * JSON is thrown at once, before a commit may be on its way.
 */
export function writeJournals(sql: Sql, journals: readonly RequestJournal[]): Promise<unknown> {
  const changes = journals
    .flatMap(({ request, journal }) => {
      const who = whoOf(request);
      return journal.changes.map((change) => ({ ...who, ...changeRow(change) }));
    })
    .sort(byChain);
  const decisions = journals.flatMap(({ request, journal }) => {
    const who = whoOf(request);
    return journal.decisions.map((decision) => ({ ...who, ...decisionRow(decision) }));
  });
  const events = journals
    .flatMap(({ request, journal }) =>
      journal.happenings.map((happening) => eventRow(happening, request.clock.now())),
    )
    .map((event, nth) => ({ ...event, nth }));
  const rows = [changes, decisions, events];
  if (rows.every(({ length }) => length === 0)) return Promise.resolve();
  return sql.rows(
    INSERT,
    rows.map((each) => JSON.stringify(each)),
  );
}

interface Chained {
  readonly contract_id: string | null;
}

/**
 * By contract, and last what belongs to none: each entry locks the end of its chain until the commit, and two transactions
 * that take several in the same order never wait for each other.
 */
function byChain({ contract_id: one }: Chained, { contract_id: other }: Chained): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return BigInt(one) < BigInt(other) ? -1 : 1;
}

function whoOf({ caller, clock, command, requestId }: RequestData): object {
  return {
    at: clock.now(),
    request_id: requestId,
    key_id: caller.keyId,
    actor: caller.name,
    role: caller.role,
    mutation: command?.mutation ?? caller.name,
  };
}

function changeRow({ subject, before, after }: Change): Chained & Readonly<Record<string, unknown>> {
  return {
    subject_type: subject.type,
    subject_id: subject.id,
    contract_id: subject.contractId,
    before,
    after,
  };
}

function eventRow(
  { type, subject, occurredAt, providerId, data, once }: Happening,
  recordedAt: Date,
): object {
  return {
    type,
    occurred_at: occurredAt,
    recorded_at: recordedAt,
    contract_id: subject.contractId,
    provider_id: providerId ?? null,
    subject_type: subject.type,
    subject_id: subject.id,
    once: once ?? null,
    data,
  };
}

function decisionRow({ contractId, facts, decision }: RecordedDecision): object {
  return { contract_id: contractId, allowed: isAllowed(decision), facts: summarised(facts), rules: decision };
}

/** Plans and providers never change under their id and version, so a fact names them and holds no copy. */
function summarised(facts: object): object {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, summaryOf(value)]));
}

function summaryOf(fact: unknown): unknown {
  if (Array.isArray(fact)) return fact.map(summaryOf);
  if (typeof fact !== 'object' || fact === null) return fact;
  if ('entitlements' in fact && 'version' in fact) {
    const { id, code, version } = fact as unknown as { id: string; code: string; version: number };
    return { id, code, version };
  }
  return 'releases' in fact && 'code' in fact ? fact.code : fact;
}
