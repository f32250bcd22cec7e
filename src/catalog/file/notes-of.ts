import { CatalogNote } from '../domain/plan';

/** The notes of a block of the file, with the way to the block before the name of each value. */
export function notesOf(
  notes: Readonly<Record<string, string | undefined>> | undefined,
  above = '',
): readonly CatalogNote[] {
  return Object.entries(notes ?? {}).flatMap(([about, text]) =>
    text === undefined ? [] : [{ about: `${above}${about}`, text }],
  );
}
