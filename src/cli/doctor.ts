import 'reflect-metadata';
import { Command } from 'commander';
import { runCommand } from '../boot/run-command';
import { examine } from './examine';

const program = new Command('doctor').description(
  'Compares every counter of the database with the ledger it stands for, and verifies the audit log; ends with code 1 where one differs. Changes nothing.',
);

program.action(() => runCommand(examine, { isLong: true }));

void program.parseAsync();
