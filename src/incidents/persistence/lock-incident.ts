import { ownOf, TenantScope } from '../../shared/domain/tenant-scope';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { notFound } from '../../shared/domain/not-found';
import { Refusal, Refused } from '../../shared/domain/refusal';
import { firstRow, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { unwrittenClosing } from '../domain/incident-history';
import { Incident, INCIDENT_COLUMNS } from './incidents';
import { writeStep } from './write-step';

const LOCK = scopedStatement(
  'lock-incident',
  '$2',
  (
    sees,
  ) => `SELECT ${INCIDENT_COLUMNS}, c.time_zone AS "timeZone" FROM incidents i JOIN contracts c ON c.id = i.contract_id
   WHERE i.id = $1 AND ${sees.contract('c')} FOR UPDATE OF i`,
);

// In the order of ids, so that two transactions that take both never wait for each other.
const LOCK_SEVERAL = statement(
  'lock-incidents',
  'SELECT id FROM incidents WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE',
);

const incidentLock = (id: string) => `incident ${id}`;

/** An incident that nobody else can change until the transaction ends, and the instant from which that holds. */
export interface LockedIncident {
  readonly incident: Incident;
  /** Of the contract's dates. */
  readonly timeZone: string;
  readonly now: Date;
}

/**
 * Locks an incident and writes its closing down where it has closed by itself meanwhile, so that what is decided next
 * is decided on the status of now. Throws Refused (NOT_FOUND), for one outside the scope as for one that does not exist;
 * the scope is the caller's own where none is given.
 */
export async function lockIncident(
  context: RequestContext,
  unit: UnitOfWork,
  incidentId: string,
  scope: TenantScope = ownOf(context.scope),
): Promise<LockedIncident> {
  unit.willLock(incidentLock(incidentId));
  const values = [incidentId, scopeValue(scope, context.clock.now())];
  const found = await firstRow<Incident & { timeZone: string }>(unit.sql, LOCK(scope), values);
  if (found === null) throw new Refused([unknownIncident(context)]);
  const { timeZone, ...incident } = found;
  unit.journal.concerns(incident.contractId);
  const now = context.clock.now();
  const closing = unwrittenClosing(incident, now);
  if (closing === null) return { incident, timeZone, now };
  const closed = await writeStep(unit, incident, { status: 'CLOSED', closesAt: null }, closing);
  return { incident: closed, timeZone, now };
}

/** Locks all of some incidents before one of them is changed by what another is. Unknown ids are left out. */
export async function lockIncidents(
  { sql, willLock }: UnitOfWork,
  incidentIds: readonly string[],
): Promise<void> {
  for (const id of incidentIds) willLock(incidentLock(id));
  await sql.rows(LOCK_SEVERAL, [incidentIds]);
}

export function unknownIncident({ scope }: Pick<RequestContext, 'scope'>): Refusal {
  return notFound(scope, 'incident', ['input', 'incidentId']);
}
