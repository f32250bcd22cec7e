import { programRequest } from '../access/use-cases/program-request';
import { repairCounters } from '../doctor/repair-counters';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';

/** Puts every counter right that differs from its ledger, and tells each with what it was and is. The database is its owner's. */
export async function repair(owner: Database, clock: Clock): Promise<void> {
  const request = programRequest(owner, 'command line', 'repairCounters', clock.now());
  for await (const { counter, difference, left } of repairCounters(owner, request)) {
    const { of, kept, rebuilt } = difference;
    const values = `kept ${kept ?? 'nothing'}, by the ledger ${rebuilt ?? 'nothing'}`;
    process.stdout.write(`${left === null ? 'REPAIRED' : 'LEFT'}  ${counter}\n  ${of}: ${values}\n`);
    if (left !== null) process.stdout.write(`  ${left}\n`);
  }
}
