import { contractYearOn } from '../../contracts/domain/contract-dates';
import { ordersOfBook } from '../../consulting/persistence/book-of-orders';
import {
  BookContract,
  contractsAfter,
  countUnderWay,
  UnderWay,
} from '../../contracts/persistence/book-of-contracts';
import { noticesOfBook, suspensionsOfBook } from '../../contracts/persistence/book-of-promises';
import { currentContacts } from '../../contacts/persistence/book-of-contacts';
import { customersAfter } from '../../customers/persistence/book-of-customers';
import { registeredSatellites } from '../../satellites/persistence/book-of-satellites';
import { Database } from '../../platform/transactions/database';
import { Sql } from '../../platform/sql';
import { dateAt } from '../../shared/domain/local-date';
import { formatAmount } from '../../shared/domain/money';
import { BOOK_COLUMNS, BookKind } from '../domain/book-columns';
import { BookValue, csvLine } from '../domain/book-csv';

const ROWS_A_PAGE = 1_000;

/** The text of each kind, piece by piece, all of one instant. */
export type BookText = (kind: BookKind) => AsyncGenerator<string>;

/**
 * Lets `work` read the book as it is at one instant: customers, and contracts that are neither cancelled nor over, each in
 * the order of its folded number. Returns what of them the form does not hold.
 */
export function exportBook(
  database: Database,
  now: Date,
  work: (textOf: BookText) => Promise<void>,
): Promise<UnderWay> {
  return database.transaction(async ({ sql }) => {
    await sql.rows('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await work((kind) => textOf(sql, kind, now));
    return countUnderWay(sql, now);
  });
}

async function* textOf(sql: Sql, kind: BookKind, now: Date): AsyncGenerator<string> {
  yield csvLine(BOOK_COLUMNS[kind].map(({ name }) => name));
  const pages = kind === 'customers' ? customerLines(sql) : contractLines(sql, LINES[kind], now);
  for await (const lines of pages) yield lines.map(csvLine).join('');
}

type Lines = (readonly BookValue[])[];

async function* customerLines(sql: Sql): AsyncGenerator<Lines> {
  for (let after = ''; ;) {
    const page = await customersAfter(sql, after, ROWS_A_PAGE);
    yield page.map((each) => [
      ...[each.number, each.name, each.region],
      ...[each.language, each.isPartner, each.partnerNumber],
    ]);
    if (page.length < ROWS_A_PAGE) return;
    after = page.at(-1)!.numberFolded;
  }
}

async function* contractPages(sql: Sql, now: Date): AsyncGenerator<BookContract[]> {
  for (let after = ''; ;) {
    const page = await contractsAfter(sql, after, ROWS_A_PAGE, now);
    yield page;
    if (page.length < ROWS_A_PAGE) return;
    after = page.at(-1)!.numberFolded;
  }
}

type LinesOf = (contracts: readonly BookContract[], sql: Sql, now: Date) => Lines | Promise<Lines>;

async function* contractLines(sql: Sql, linesOf: LinesOf, now: Date): AsyncGenerator<Lines> {
  for await (const contracts of contractPages(sql, now)) yield linesOf(contracts, sql, now);
}

const LINES: Readonly<Record<Exclude<BookKind, 'customers'>, LinesOf>> = {
  contracts: (contracts) =>
    contracts.map((each) => [
      ...[each.number, each.customerNumber, each.provider, each.plan, each.planVersion],
      ...[each.orderReceivedAt, each.activatesOn, each.termMonths],
    ]),
  contacts: async (contracts, sql) =>
    ofContracts(contracts, await currentContacts(sql, idsOf(contracts)), (contact) => [
      ...[contact.name, contact.email, contact.phone, contact.since],
    ]),
  satellites: async (contracts, sql) =>
    ofContracts(contracts, await registeredSatellites(sql, idsOf(contracts)), ({ name, since }) => [
      ...[name, since],
    ]),
  usage: (contracts, _sql, now) =>
    contracts.flatMap(({ number, activatesOn, timeZone, incidentsUsed, ...used }) => {
      const year = contractYearOn(activatesOn, dateAt(now, timeZone));
      const delivered = used.includedBlocksUsed - used.includedBlocksBooked;
      if (year === null || (incidentsUsed === 0 && delivered === 0)) return [];
      return [[number, year.from, incidentsUsed, delivered]];
    }),
  notices: async (contracts, sql) =>
    ofContracts(contracts, await noticesOfBook(sql, idsOf(contracts)), (notice) => [
      ...[notice.party, notice.receivedAt, notice.endsOn, notice.reason],
    ]),
  changes: (contracts) =>
    contracts.flatMap(({ number, timeZone, nextPlan, nextPlanVersion, nextPlanFrom }) =>
      nextPlanFrom === null ? [] : [[number, nextPlan, nextPlanVersion, dateAt(nextPlanFrom, timeZone)]],
    ),
  suspensions: async (contracts, sql) =>
    ofContracts(contracts, await suspensionsOfBook(sql, idsOf(contracts)), ({ since, reason }) => [
      since,
      reason,
    ]),
  blocks: async (contracts, sql) => {
    const orders = await ordersOfBook(sql, idsOf(contracts));
    const withSome = orders.filter(({ left }) => left > 0);
    return ofContracts(contracts, withSome, ({ orderedAt, left, listPricePerHour, discountPercent }) => [
      ...[orderedAt, left, formatAmount(listPricePerHour), listPricePerHour.currency, discountPercent],
    ]);
  },
};

function idsOf(contracts: readonly BookContract[]): string[] {
  return contracts.map(({ id }) => id);
}

function ofContracts<Row extends { readonly contractId: string }>(
  contracts: readonly BookContract[],
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly BookValue[],
): Lines {
  const lines = new Map<string, Lines>(contracts.map(({ id }) => [id, []]));
  const numbers = new Map(contracts.map(({ id, number }) => [id, number]));
  for (const row of rows) lines.get(row.contractId)!.push([numbers.get(row.contractId)!, ...valuesOf(row)]);
  return [...lines.values()].flat();
}
