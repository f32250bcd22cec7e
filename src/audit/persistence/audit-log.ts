import { PageRequest } from '../../shared/domain/page';
import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { Filter } from '../../platform/reads/keyset-page';
import { listOfWays } from '../../platform/reads/list-of-ways';
import { batch } from '../../platform/reads/batch';
import { inOrderOf } from '../../platform/reads/align-rows';
import { narrow } from '../../platform/scoped-filter';
import { scopedStatement, scopeValue, Sees } from '../../platform/scoped-statement';
import { RequestContext } from '../../catalog/request-context';
import { Role } from '../../shared/domain/caller';
import { SubjectType } from '../../shared/domain/journal';

type Fields = Readonly<Record<string, unknown>>;

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly requestId: string;
  readonly actor: string;
  readonly role: Role;
  readonly mutation: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly contractId: string | null;
  readonly before: Fields | null;
  readonly after: Fields;
}

export interface AuditFilter {
  readonly subject?: { readonly type: string; readonly id: string } | null;
  readonly contractId?: string | null;
  readonly actor?: string | null;
  readonly mutation?: string | null;
  readonly requestId?: string | null;
  /** [from, to) */
  readonly from?: Date | null;
  readonly to?: Date | null;
}

const COLUMNS = `a.id, a.at, a.request_id AS "requestId", a.actor, a.role, a.mutation, a.subject_type AS "subjectType",
  a.subject_id AS "subjectId", a.contract_id AS "contractId", a.before, a.after`;

const BY_IDS = scopedStatement('audit-entries-by-ids', '$2', (sees) => {
  const isSeen = seenEntries(sees);
  return `SELECT ${COLUMNS} FROM audit_log a WHERE a.id = ANY($1::bigint[]) AND (${isSeen})`;
});

/** Audit entries by id; null where the caller sees none. To be asked by callers that may see the log at all. */
export const auditEntriesById = batch<AuditEntry | null>(
  'audit-entries-by-ids',
  async ({ database, scope, clock }, ids) => {
    const values = [ids, scopeValue(scope, clock.now())];
    const rows = await database.sql.rows<AuditEntry>(BY_IDS(scope), values);
    return inOrderOf(ids, rows, (entry) => entry.id);
  },
);

/** Audit entries of contracts and customers that the caller sees, in the order of time, which every index of the log has too. */
export function auditPage(
  context: RequestContext,
  wanted: AuditFilter,
  request: PageRequest,
): Promise<ListedPage<AuditEntry>> {
  const list = listOfWays(
    { list: 'audit_log', types: ['timestamptz', 'id'] },
    {
      table: 'audit_log a',
      places: ['a.at', 'a.id'],
      ways: [{ narrow: (filter) => addConditions(filter, wanted, context) }],
      rows: () => ({ select: COLUMNS, join: 'JOIN audit_log a ON a.id = found.id' }),
    },
  );
  return branchedPage<AuditEntry>(context.database.sql, list, request);
}

function addConditions(filter: Filter, wanted: AuditFilter, context: RequestContext): void {
  narrow(filter, context, seenEntries);
  filter.when(wanted.subject?.type, (type) => `a.subject_type = ${type}`);
  filter.when(wanted.subject?.id, (id) => `a.subject_id = ${id}`);
  filter.when(wanted.contractId, (id) => `a.contract_id = ${id}`);
  filter.when(wanted.actor, (actor) => `a.actor = ${actor}`);
  filter.when(wanted.mutation, (mutation) => `a.mutation = ${mutation}`);
  filter.when(wanted.requestId, (id) => `a.request_id = ${id}`);
  filter.when(wanted.from, (from) => `a.at >= ${from}`);
  filter.when(wanted.to, (to) => `a.at < ${to}`);
}

function seenEntries(sees: Sees): string {
  return `a.contract_id IN (SELECT c.id FROM contracts c WHERE ${sees.contract('c')})
    OR (a.subject_type = 'Customer' AND a.subject_id IN (SELECT cu.id FROM customers cu WHERE ${sees.customer('cu')}))`;
}
