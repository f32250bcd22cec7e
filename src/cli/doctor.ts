import 'reflect-metadata';
import { Command } from 'commander';
import { runCommand } from '../boot/run-command';
import { compareCounters } from '../doctor/compare-counters';
import { verifyAuditLog } from '../platform/journal/verify-audit-log';
import { tellAuditFaults } from './tell-audit-faults';
import { Database } from '../platform/transactions/database';

const program = new Command('doctor').description(
  'Compares every counter of the database with the ledger it stands for, and verifies the audit log; ends with code 1 where one differs. Changes nothing.',
);

async function examine({ sql }: Database): Promise<void> {
  for await (const { counter, differences } of compareCounters(sql)) {
    process.stdout.write(`${differences.length === 0 ? 'ok' : 'DIFFERS'}  ${counter}\n`);
    for (const { of, kept, rebuilt } of differences) {
      process.stdout.write(`  ${of}: kept ${kept}, by the ledger ${rebuilt ?? 'nothing'}\n`);
      process.exitCode = 1;
    }
  }
  tellAuditFaults(await verifyAuditLog(sql));
}

program.action(() => runCommand(examine, { isLong: true }));

void program.parseAsync();
