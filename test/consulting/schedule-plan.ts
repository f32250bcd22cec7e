import { keepSchedule } from '../../src/contracts/persistence/contract-schedule';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { TestServer } from '../support/test-server';

/** Schedules a change of plan of a contract as the database keeps one. Ids are those of the API. */
export async function schedulePlan(
  { database }: TestServer,
  contract: string,
  plan: string,
  at: string,
): Promise<void> {
  const contractId = parseGlobalId(contract)!.id;
  await database.transaction(async ({ sql }) => {
    await sql.rows('UPDATE contract_plans SET valid_to = $2 WHERE contract_id = $1', [contractId, at]);
    const insert = 'INSERT INTO contract_plans (contract_id, plan_id, valid_from) VALUES ($1, $2, $3)';
    await sql.rows(insert, [contractId, parseGlobalId(plan)!.id, at]);
    await keepSchedule({ sql }, contractId, new Date());
  });
}
