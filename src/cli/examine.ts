import { compareCounters } from '../doctor/compare-counters';
import { verifyAuditLog } from '../platform/journal/verify-audit-log';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';
import { tellAuditFaults } from './tell-audit-faults';

/** Compares every counter with its ledger, verifies the audit log, and tells each result; a difference sets exit code 1. */
export async function examine({ sql }: Database, clock: Clock): Promise<void> {
  for await (const { counter, differences } of compareCounters(sql, clock.now())) {
    process.stdout.write(`${differences.length === 0 ? 'ok' : 'DIFFERS'}  ${counter}\n`);
    for (const { of, kept, rebuilt } of differences) {
      process.stdout.write(`  ${of}: kept ${kept}, by the ledger ${rebuilt ?? 'nothing'}\n`);
      process.exitCode = 1;
    }
  }
  tellAuditFaults(await verifyAuditLog(sql));
}
