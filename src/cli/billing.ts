import { Command } from 'commander';
import { programRequest } from '../access/use-cases/program-request';
import { CommandError } from '../boot/explain-failure';
import { CommandParts, runCommand } from '../boot/run-command';
import { billingMonth } from '../billing/domain/billing-month';
import { ClosedExport, closedExports } from '../billing/persistence/closed-exports';
import { closeMonth } from '../billing/use-cases/close-month';
import { verifyClosedExports } from '../billing/use-cases/verify-closed-exports';
import { Refused } from '../shared/domain/refusal';
import { Database } from '../platform/transactions/database';
import 'reflect-metadata';

const program = new Command('billing').description('Months of billing, on the clock of BILLING_TIME_ZONE.');

program
  .command('close <month>')
  .description('fix a month such as 2026-10: its export stays as it is, corrections appear in the open month')
  .action((month: string) => runCommand((parts) => close(parts, month), { isLong: true }));

program
  .command('list')
  .description('show the closed months with the hashes of their exports')
  .action(() => runCommand(({ database }) => list(database)));

program
  .command('verify')
  .description(
    'make the exports of all closed months anew and compare their hashes; ends with code 1 on a change',
  )
  .action(() => runCommand(({ database }) => verify(database), { isLong: true }));

async function close({ database, environment, clock }: CommandParts, name: string): Promise<void> {
  const month = billingMonth(name, environment.BILLING_TIME_ZONE);
  if (month === null) throw new CommandError(`${name} is not a month. Write it as 2026-10.`);
  const request = programRequest(database, 'command line', 'closeBillingMonth', clock.now());
  const closed = await closeMonth({ ...request, database }, month).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    throw new CommandError(error.refusals.map(({ message }) => message).join(' '));
  });
  process.stdout.write(lineOf(closed));
}

async function list({ sql }: Database): Promise<void> {
  for (const closed of await closedExports(sql)) process.stdout.write(lineOf(closed));
}

async function verify({ sql }: Database): Promise<void> {
  for await (const { closed, isUnchanged } of verifyClosedExports(sql)) {
    process.stdout.write(`${isUnchanged ? 'ok' : 'CHANGED'}  ${closed.month}\n`);
    if (!isUnchanged) process.exitCode = 1;
  }
}

function lineOf({ month, timeZone, closedAt, sha256, rows }: ClosedExport): string {
  const file =
    sha256 === null ? 'its export is not computed: close it once more' : `${rows} rows, sha256 ${sha256}`;
  return `${month} (${timeZone}) closed ${closedAt.toISOString()}: ${file}\n`;
}

void program.parseAsync();
