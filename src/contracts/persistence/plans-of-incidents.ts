import { Sql, statement } from '../../platform/sql';
import { planIdAt } from './plan-in-force';

/** What is kept in `incidents.plan_id` of incidents `i`: the plan in force when it was received, by what is known now. */
export const PLAN_OF_INCIDENT = planIdAt('i.contract_id', 'i.received_at');

const keep = (which: string) => `UPDATE incidents kept SET plan_id = i.plan_id
   FROM (SELECT i.id, ${PLAN_OF_INCIDENT} AS plan_id FROM incidents i WHERE ${which}) i
   WHERE kept.id = i.id AND kept.plan_id <> i.plan_id`;

const KEEP_FROM = statement('keep-plans-of-incidents', keep('i.contract_id = $1 AND i.received_at >= $2'));
const KEEP_ONE = statement('keep-plan-of-incident', keep('i.id = $1'));

/**
 * Writes the plan of their receipt into the incidents of a contract that were received at an instant or later: after each change of
 * `contract_plans` from that instant on, in the same transaction, which has locked the contract. There are some where the
 * clock of another process is ahead, or where both came at the same instant.
 */
export async function keepPlansOfIncidents(sql: Sql, contractId: string, from: Date): Promise<void> {
  await sql.rows(KEEP_FROM, [contractId, from]);
}

/** The same of one incident, whose contract the transaction has locked. */
export async function keepPlanOfIncident(sql: Sql, incidentId: string): Promise<void> {
  await sql.rows(KEEP_ONE, [incidentId]);
}
