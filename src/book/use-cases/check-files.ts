import { Catalog } from '../../catalog/persistence/catalog';
import { currentContacts } from '../../contacts/persistence/book-of-contacts';
import { ordersOfBook } from '../../consulting/persistence/book-of-orders';
import { noticesOfBook, suspensionsOfBook } from '../../contracts/persistence/book-of-promises';
import { contractsOfNumbers } from '../../contracts/persistence/book-of-contracts';
import { customersOfNumbers } from '../../customers/persistence/book-of-customers';
import { registeredSatellites } from '../../satellites/persistence/book-of-satellites';
import { Database } from '../../platform/transactions/database';
import { groupedBy } from '../../platform/reads/align-rows';
import { Sql } from '../../platform/sql';
import { foldText } from '../../shared/domain/text';
import { BOOK_KINDS, BookKind } from '../domain/book-columns';
import { BookFacts } from '../domain/book-facts';
import { BookPlan } from '../domain/book-plan';
import { BookFault, BookRows } from '../domain/book-rows';
import { checkBook } from '../domain/check-book';
import { readBookFile } from '../file/read-book-file';

export interface BookFile {
  readonly path: string;
  readonly kind: BookKind;
}

export interface CheckedBook {
  readonly plan: BookPlan;
  /** In the order of files and lines; empty: the book can be brought in. */
  readonly faults: readonly BookFault[];
}

const NUMBERS_A_STATEMENT = 5_000;

/** Reads files, and holds all they say against each other, the catalog and the database. Writes nothing. */
export async function checkFiles(
  database: Database,
  catalog: Catalog,
  files: readonly BookFile[],
  now: Date,
): Promise<CheckedBook> {
  const book: BookRows = {
    ...{ customers: [], contracts: [], contacts: [], satellites: [], usage: [] },
    ...{ notices: [], changes: [], suspensions: [], blocks: [] },
    faulty: { customers: new Set(), contracts: new Set() },
  };
  const faults: BookFault[] = [];
  for (const kind of BOOK_KINDS)
    for (const file of files) if (file.kind === kind) await readBookFile(file.path, kind, book, faults);
  const plan = checkBook(book, await readFacts(database.sql, catalog, book, now), faults);
  const places = new Map(files.map(({ path }, nth) => [path, nth]));
  faults.sort(
    (one, other) => places.get(one.file)! - places.get(other.file)! || (one.line ?? 0) - (other.line ?? 0),
  );
  return { plan, faults };
}

async function readFacts(sql: Sql, catalog: Catalog, book: BookRows, now: Date): Promise<BookFacts> {
  await catalog.read();
  const numbers = (of: readonly (string | null)[]) => [
    ...new Set(of.flatMap((number) => (number === null ? [] : foldText(number)))),
  ];
  const customers = await inPieces(
    numbers([
      ...book.customers.flatMap(({ number, partnerNumber }) => [number, partnerNumber]),
      ...book.contracts.map(({ customerNumber }) => customerNumber),
    ]),
    (some) => customersOfNumbers(sql, some),
  );
  const { contacts, satellites, usage, notices, changes, suspensions, blocks } = book;
  const children = [contacts, satellites, usage, notices, changes, suspensions, blocks].flatMap((rows) =>
    rows.map(({ contractNumber }) => contractNumber),
  );
  const contracts = await inPieces(
    numbers([...book.contracts.map(({ number }) => number), ...children]),
    (some) => contractsOfNumbers(sql, some, now),
  );
  const ids = contracts.map(({ id }) => id);
  return {
    customers: new Map(customers.map((each) => [each.numberFolded, each])),
    contracts: new Map(contracts.map((each) => [each.numberFolded, each])),
    contacts: groupedBy(await inPieces(ids, (some) => currentContacts(sql, some)), ofContract),
    satellites: groupedBy(await inPieces(ids, (some) => registeredSatellites(sql, some)), ofContract),
    notices: groupedBy(await inPieces(ids, (some) => noticesOfBook(sql, some)), ofContract),
    suspensions: groupedBy(await inPieces(ids, (some) => suspensionsOfBook(sql, some)), ofContract),
    orders: groupedBy(await inPieces(ids, (some) => ordersOfBook(sql, some)), ofContract),
    providers: await catalog.allProviders(),
    plans: catalog.knownPlans(),
    now,
  };
}

const ofContract = ({ contractId }: { readonly contractId: string }) => contractId;

async function inPieces<Key, Row>(
  keys: readonly Key[],
  read: (some: readonly Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < keys.length; from += NUMBERS_A_STATEMENT)
    for (const row of await read(keys.slice(from, from + NUMBERS_A_STATEMENT))) rows.push(row);
  return rows;
}
