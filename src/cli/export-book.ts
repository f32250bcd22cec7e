import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BOOK_KINDS } from '../book/domain/book-columns';
import { exportBook } from '../book/use-cases/export-book';
import { counted } from '../shared/domain/counted';
import { newPrivateFile } from '../platform/private-file';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';

type UnderWay = Awaited<ReturnType<typeof exportBook>>;

const CONTRACT = { one: 'contract', many: 'contracts' };
const NOT_HELD: Readonly<Record<keyof UnderWay, string>> = {
  appointments:
    'appointments to come. Their blocks are written as not used: book them again after an import.',
  incidents:
    'support requests that are not closed. They are written as used: go on with them where they are.',
};

/** Writes the book into a folder, a file of each kind for its owner alone; files that are there are replaced once all are whole. */
export async function exportBookTo(database: Database, clock: Clock, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = BOOK_KINDS.map((kind) => join(folder, `${kind}.csv`));
  const unfinished = (file: string) => `${file}.unfinished-${process.pid}`;
  try {
    const underWay = await exportBook(database, clock.now(), async (textOf) => {
      for (const [nth, kind] of BOOK_KINDS.entries()) {
        const file = await newPrivateFile(unfinished(files[nth]!));
        await pipeline(Readable.from(textOf(kind)), file.createWriteStream());
      }
    });
    for (const file of files) await rename(unfinished(file), file);
    for (const [kind, what] of Object.entries(NOT_HELD) as [keyof UnderWay, string][])
      if (underWay[kind] > 0)
        process.stderr.write(`Not in the files: of ${counted(underWay[kind], CONTRACT)} ${what}\n`);
  } catch (error) {
    for (const file of files) await rm(unfinished(file), { force: true });
    throw error;
  }
  process.stdout.write(files.map((file) => `${file}\n`).join(''));
}
