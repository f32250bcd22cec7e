import { basename } from 'node:path';
import { BOOK_KINDS, BookKind } from '../domain/book-columns';

/** What a file holds by its name, as `2026-contracts.csv`; null where it names no kind, or two. */
export function kindOfFile(path: string): BookKind | null {
  const words = basename(path)
    .toLowerCase()
    .split(/[^a-z]+/);
  const kinds = BOOK_KINDS.filter((kind) => words.includes(kind));
  return kinds.length === 1 ? kinds[0]! : null;
}
