import 'reflect-metadata';
import { Command } from 'commander';
import { runCommand } from '../boot/run-command';
import { examine } from './examine';
import { ownerOf } from './owner-of';
import { repair } from './repair';

const program = new Command('doctor')
  .description(
    'Compares every counter of the database with the ledger it stands for, and verifies the audit log; ends with code 1 where one differs. Changes nothing without --repair.',
  )
  .option(
    '--repair',
    'write what follows from its ledger, contract by contract while the program runs, with an entry in the audit log; say what does not follow from any',
  );

program.action(({ repair: isRepair }: { repair?: boolean }) =>
  runCommand(
    async ({ database, owner, clock }) => {
      if (isRepair === true) await repair(ownerOf(owner), clock);
      await examine(database, clock);
    },
    { isLong: true },
  ),
);

void program.parseAsync();
