import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import 'reflect-metadata';
import { Command } from 'commander';
import { withSnapshot } from '../backup/persistence/read-tables';
import { backupText } from '../backup/write-backup';
import { CommandError } from '../boot/explain-failure';
import { runCommand } from '../boot/run-command';
import { newPrivateFile } from '../platform/private-file';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';
import { ownerOf } from './owner-of';

const program = new Command('backup')
  .description(
    'Writes all data of the program into a file, as they are at one instant, while the server may run. The file holds personal data and the hashes of the keys: it is for its owner alone.',
  )
  .argument('<file>', 'where to write it; a file that is there is replaced once the new one is whole')
  .action((file: string) =>
    runCommand(({ owner, clock }) => backup(ownerOf(owner), clock, file), { isLong: true }),
  );

async function backup({ dataSource }: Database, clock: Clock, file: string): Promise<void> {
  const unfinished = `${file}.unfinished-${process.pid}`;
  let rows = 0;
  try {
    await withSnapshot(dataSource, clock.now(), async (snapshot) => {
      const written = await newPrivateFile(unfinished);
      await pipeline(
        Readable.from(backupText(snapshot, (count) => (rows = count))),
        createGzip(),
        written.createWriteStream({ flush: true }),
      );
    });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explained(error, file);
  }
  process.stdout.write(`${file}: ${rows} rows\n`);
}

function explained(error: unknown, file: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^(open|write|rename|fsync)$/.test(syscall ?? '')) return error;
  return new CommandError(
    `${file} cannot be written (${code}). Name a file in a folder that you may write to.`,
  );
}

void program.parseAsync();
