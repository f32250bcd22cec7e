import { nearestWord } from '../../catalog/file/nearest-word';
import { REGIONS } from '../../catalog/domain/plan';
import { NOTICE_PARTIES } from '../../contracts/domain/notice';
import { LANGUAGES } from '../../customers/domain/language';
import { foldText } from '../../shared/domain/text';
import { BOOK_COLUMNS, BookKind } from '../domain/book-columns';
import { BookFault, BookRows } from '../domain/book-rows';
import { FileFault } from './file-fault';
import { isJsonLines, RawRow, rawRows } from './raw-rows';
import { RowReader, shown } from './row-reader';

/** As many as a plan could ever grant. */
const MOST_USED = 1_000_000;
const MOST_VERSIONS = 1_000_000;
const LONGEST_REASON = 1_000;

/** Adds the rows of a file to the book; what is wrong with it goes to the list, and its row is left out. */
export async function readBookFile(
  path: string,
  kind: BookKind,
  book: BookRows,
  faults: BookFault[],
): Promise<void> {
  let head: readonly string[] | null = null;
  try {
    for await (const raw of rawRows(path)) {
      if (Array.isArray(raw.cells) && head === null) {
        head = (raw.cells as string[]).map((name) => name.trim().toLowerCase());
        if (!isHeadSound(head, path, kind, raw.line, faults)) return;
        continue;
      }
      const values = valuesOf(raw, head, path, kind, faults);
      if (values !== null) READ[kind](new RowReader(path, raw.line, values, faults), book);
    }
    if (head === null && !isJsonLines(path))
      throw new FileFault(null, `is empty. Its first line names the columns: ${namesOf(kind).join(', ')}.`);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    faults.push({ file: path, line: error.line, field: null, message: error.message });
  }
}

function namesOf(kind: BookKind): string[] {
  return BOOK_COLUMNS[kind].map(({ name }) => name);
}

function isHeadSound(
  head: readonly string[],
  file: string,
  kind: BookKind,
  line: number,
  faults: BookFault[],
): boolean {
  const before = faults.length;
  const fault = (field: string, message: string) => faults.push({ file, line, field, message });
  head.forEach((name, nth) => {
    if (head.indexOf(name) < nth) fault(shown(name), 'stands twice. Take one of the two columns out.');
    else checkName(name, kind, fault);
  });
  for (const { name, isNeeded } of BOOK_COLUMNS[kind])
    if (isNeeded && !head.includes(name)) fault(name, 'is missing. Add the column.');
  return faults.length === before;
}

function checkName(name: string, kind: BookKind, fault: (field: string, message: string) => void): void {
  const names = namesOf(kind);
  if (names.includes(name)) return;
  const meant = nearestWord(name, names);
  const advice =
    meant === null ? `The columns of ${kind} are ${names.join(', ')}.` : `Did you mean ${meant}?`;
  fault(shown(name), `is no column of ${kind}. ${advice}`);
}

function valuesOf(
  { line, cells }: RawRow,
  head: readonly string[] | null,
  file: string,
  kind: BookKind,
  faults: BookFault[],
): ReadonlyMap<string, string> | null {
  const before = faults.length;
  if (cells instanceof Map) {
    for (const name of (cells as ReadonlyMap<string, string>).keys())
      checkName(name, kind, (field, message) => faults.push({ file, line, field, message }));
    return faults.length === before ? (cells as ReadonlyMap<string, string>) : null;
  }
  const values = cells as readonly string[];
  if (values.length === head!.length) return new Map(head!.map((name, nth) => [name, values[nth]!]));
  const message = `has ${values.length} values, and the first line names ${head!.length} columns. Put a value with a comma or semicolon in quotes.`;
  faults.push({ file, line, field: null, message });
  return null;
}

/** For each kind: reads a row, and adds it where it is sound. */
const READ: Readonly<Record<BookKind, (row: RowReader, book: BookRows) => void>> = {
  customers: (row, book) => {
    const { file, line } = row;
    const customer = {
      ...{ file, line, number: row.text('number', 64), name: row.text('name', 200) },
      region: row.oneOf('region', REGIONS),
      language: row.oneOf('language', LANGUAGES, 'EN'),
      isPartner: row.oneOf('is_partner', ['true', 'false'], 'false') === 'true',
      partnerNumber: row.optionalText('partner_number', 64),
    };
    if (row.isSound) book.customers.push(customer);
    else book.faulty.customers.add(foldText(customer.number));
  },
  contracts: (row, book) => {
    const { file, line } = row;
    const contract = {
      ...{ file, line, number: row.text('number', 64), customerNumber: row.text('customer_number', 64) },
      ...{ provider: row.text('provider', 200), plan: row.text('plan', 200) },
      planVersion: row.number('plan_version', 1, MOST_VERSIONS),
      orderReceivedAt: row.when('order_received_at'),
      activatesOn: row.date('activates_on'),
      termMonths: row.number('term_months', 1, 120),
    };
    if (row.isSound) book.contracts.push(contract);
    else book.faulty.contracts.add(foldText(contract.number));
  },
  contacts: (row, book) => {
    const { file, line } = row;
    const contact = {
      ...{ file, line, contractNumber: row.text('contract_number', 64), name: row.text('name', 200) },
      ...{ email: row.email('email'), phone: row.text('phone', 50), since: row.optionalWhen('since') },
    };
    if (row.isSound) book.contacts.push(contact);
  },
  satellites: (row, book) => {
    const { file, line } = row;
    const satellite = {
      ...{ file, line, contractNumber: row.text('contract_number', 64), name: row.text('name', 200) },
      since: row.optionalWhen('since'),
    };
    if (row.isSound) book.satellites.push(satellite);
  },
  usage: (row, book) => {
    const { file, line } = row;
    const usage = {
      ...{ file, line, contractNumber: row.text('contract_number', 64), yearFrom: row.date('year_from') },
      incidents: row.number('incidents', 0, MOST_USED),
      includedBlocks: row.number('included_blocks', 0, MOST_USED),
    };
    if (row.isSound) book.usage.push(usage);
  },
  notices: (row, book) => {
    const { file, line } = row;
    const notice = {
      ...{ file, line, contractNumber: row.text('contract_number', 64) },
      ...{ party: row.oneOf('party', NOTICE_PARTIES), receivedAt: row.when('received_at') },
      ...{ endsOn: row.optionalDate('ends_on'), reason: row.optionalParagraph('reason', LONGEST_REASON) },
    };
    if (row.isSound) book.notices.push(notice);
  },
  changes: (row, book) => {
    const { file, line } = row;
    const change = {
      ...{ file, line, contractNumber: row.text('contract_number', 64), plan: row.text('plan', 200) },
      planVersion: row.number('plan_version', 1, MOST_VERSIONS),
      effectiveOn: row.date('effective_on'),
    };
    if (row.isSound) book.changes.push(change);
  },
  suspensions: (row, book) => {
    const { file, line } = row;
    const suspension = {
      ...{ file, line, contractNumber: row.text('contract_number', 64) },
      ...{ since: row.when('since'), reason: row.paragraph('reason', LONGEST_REASON) },
    };
    if (row.isSound) book.suspensions.push(suspension);
  },
  blocks: (row, book) => {
    const { file, line } = row;
    const blocks = {
      ...{ file, line, contractNumber: row.text('contract_number', 64), orderedAt: row.when('ordered_at') },
      blocks: row.number('blocks', 1, MOST_USED),
      listPricePerHour: row.money('list_price_per_hour', 'currency'),
      discountPercent: row.number('discount_percent', 0, 100),
    };
    if (row.isSound) book.blocks.push(blocks);
  },
};
