import 'reflect-metadata';
import { Command } from 'commander';
import { runCommand } from '../boot/run-command';
import { verifyAuditLog } from '../platform/journal/verify-audit-log';
import { Database } from '../platform/transactions/database';
import { tellAuditFaults } from './tell-audit-faults';

const program = new Command('audit').description('The audit log, whose entries are chained by hashes.');

program
  .command('verify')
  .description(
    'find entries that were changed, that are missing or that were put in; ends with code 1 where there are any',
  )
  .action(() => runCommand(({ database }) => verify(database), { isLong: true }));

async function verify({ sql }: Database): Promise<void> {
  tellAuditFaults(await verifyAuditLog(sql));
}

void program.parseAsync();
