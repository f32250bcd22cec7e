import 'reflect-metadata';
import { Command } from 'commander';
import { BackupError } from '../backup/domain/backup-file';
import { restoreBackup } from '../backup/restore-backup';
import { CommandError } from '../boot/explain-failure';
import { runCommand } from '../boot/run-command';
import { whileLocked } from '../database/migrate';
import { Database } from '../platform/transactions/database';
import { examine } from './examine';
import { ownerOf } from './owner-of';

const program = new Command('restore')
  .description(
    'Restores what npm run backup wrote, into an empty database: all of it or nothing. Then examines it as npm run doctor does.',
  )
  .argument('<file>', 'the backup')
  .action((file: string) =>
    runCommand((_database, _environment, owner) => restore(ownerOf(owner), file), { isLong: true }),
  );

async function restore(owner: Database, file: string): Promise<void> {
  let rows = 0;
  try {
    await whileLocked(owner.dataSource, () =>
      restoreBackup(owner.dataSource, file, (count) => (rows = count)),
    );
  } catch (error) {
    throw error instanceof BackupError ? new CommandError(error.message) : error;
  }
  process.stdout.write(`${file}: ${rows} rows restored\n`);
  await examine(owner);
}

void program.parseAsync();
