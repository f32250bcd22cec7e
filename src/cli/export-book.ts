import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BOOK_KINDS } from '../book/domain/book-columns';
import { exportBook } from '../book/use-cases/export-book';
import { newPrivateFile } from '../platform/private-file';
import { Database } from '../platform/transactions/database';
import { systemClock } from '../shared/domain/clock';

/** Writes the book into a folder, a file of each kind for its owner alone; files that are there are replaced once all are whole. */
export async function exportBookTo(database: Database, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = BOOK_KINDS.map((kind) => join(folder, `${kind}.csv`));
  const unfinished = (file: string) => `${file}.unfinished-${process.pid}`;
  try {
    const notHeld = await exportBook(database, systemClock.now(), async (textOf) => {
      for (const [nth, kind] of BOOK_KINDS.entries()) {
        const file = await newPrivateFile(unfinished(files[nth]!));
        await pipeline(Readable.from(textOf(kind)), file.createWriteStream());
      }
    });
    for (const file of files) await rename(unfinished(file), file);
    for (const [what, contracts] of Object.entries(notHeld))
      if (contracts > 0) process.stderr.write(`Not in the files: of ${contracts} contracts ${what}.\n`);
  } catch (error) {
    for (const file of files) await rm(unfinished(file), { force: true });
    throw error;
  }
  process.stdout.write(files.map((file) => `${file}\n`).join(''));
}
