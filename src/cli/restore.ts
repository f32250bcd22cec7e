import 'reflect-metadata';
import { Command } from 'commander';
import { BackupError } from '../backup/domain/backup-file';
import { restoreBackup } from '../backup/restore-backup';
import { CommandError } from '../boot/explain-failure';
import { runCommand } from '../boot/run-command';
import { whileLocked } from '../database/migrate';
import { tellRestoredEndpoints } from '../events/use-cases/tell-restored-endpoints';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';
import { examine } from './examine';
import { ownerOf } from './owner-of';

const program = new Command('restore')
  .description(
    'Restores what npm run backup wrote, into an empty database: all of it or nothing. Then examines it as npm run doctor does.',
  )
  .argument('<file>', 'the backup')
  .action((file: string) =>
    runCommand(({ owner, clock }) => restore(ownerOf(owner), clock, file), { isLong: true }),
  );

async function restore(owner: Database, clock: Clock, file: string): Promise<void> {
  let rows = 0;
  let disabled: readonly string[] = [];
  try {
    await whileLocked(owner.dataSource, async () => {
      disabled = await restoreBackup(owner.dataSource, file, (count) => (rows = count));
      await tellRestoredEndpoints(owner, disabled, clock.now());
    });
  } catch (error) {
    throw error instanceof BackupError ? new CommandError(error.message) : error;
  }
  process.stdout.write(`${file}: ${rows} rows restored\n`);
  if (disabled.length > 0)
    process.stdout.write(
      `Webhook endpoints that were disabled: ${disabled.length}. Enable them (updateWebhookEndpoint) where this is no copy.\n`,
    );
  await examine(owner, clock);
}

void program.parseAsync();
