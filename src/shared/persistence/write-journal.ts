import { isAllowed } from '../domain/decision';
import { Change, Journal, Judgement } from '../domain/journal';
import type { RequestContext } from '../request-context';
import { Sql, statement } from './sql';

// One statement for both tables: what a write leaves behind costs it one round trip.
const INSERT = statement(
  'insert-journal',
  `WITH audited AS (
     INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, before, after)
     SELECT $1, $2, $3, $4, $5, $6, c.* FROM unnest($7::text[], $8::bigint[], $9::bigint[], $10::jsonb[], $11::jsonb[]) AS c
   )
   INSERT INTO decision_records (at, request_id, key_id, actor, role, mutation, contract_id, allowed, facts, rules)
   SELECT $1, $2, $3, $4, $5, $6, d.* FROM unnest($12::bigint[], $13::boolean[], $14::jsonb[], $15::jsonb[]) AS d`,
);

/**
 * Writes the journal: with the effect, or, of a refused write, the decisions alone after its rollback. What cannot be
 * written as JSON is thrown at once, before a commit may be on its way.
 */
export function writeJournal(context: RequestContext, sql: Sql, journal: Journal): Promise<unknown> {
  if (journal.changes.length === 0 && journal.judgements.length === 0) return Promise.resolve();
  const { caller, clock, command, requestId } = context;
  const who = [
    clock.now(),
    requestId,
    caller.keyId,
    caller.name,
    caller.role,
    command?.mutation ?? caller.name,
  ];
  return sql.rows(INSERT, [
    ...who,
    ...columnsOfChanges(journal.changes),
    ...columnsOfJudgements(journal.judgements),
  ]);
}

function columnsOfChanges(changes: readonly Change[]): unknown[] {
  return [
    changes.map(({ subject }) => subject.type),
    changes.map(({ subject }) => subject.id),
    changes.map(({ subject }) => subject.contractId),
    changes.map(({ before }) => before && JSON.stringify(before)),
    changes.map(({ after }) => JSON.stringify(after)),
  ];
}

function columnsOfJudgements(judgements: readonly Judgement[]): unknown[] {
  return [
    judgements.map(({ contractId }) => contractId),
    judgements.map(({ decision }) => isAllowed(decision)),
    judgements.map(({ facts }) => JSON.stringify(facts, summarised)),
    judgements.map(({ decision }) => JSON.stringify(decision)),
  ];
}

/** Plans and providers never change under their id and version, so a fact names them and holds no copy. */
function summarised(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('entitlements' in value && 'version' in value) {
    const { id, code, version } = value as unknown as { id: string; code: string; version: number };
    return { id, code, version };
  }
  return 'releases' in value && 'code' in value ? value.code : value;
}
