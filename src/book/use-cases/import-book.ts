import { insertContacts } from '../../contacts/persistence/book-of-contacts';
import { keepDerived } from '../../contracts/persistence/contract-derived';
import { insertContracts, NewBookContract } from '../../contracts/persistence/book-of-contracts';
import { lockContracts } from '../../contracts/persistence/lock-contract';
import { countInUse, openYears } from '../../contracts/persistence/usage-counters';
import { customersOfNumbers, insertCustomers } from '../../customers/persistence/book-of-customers';
import { insertSatellites } from '../../satellites/persistence/book-of-satellites';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { addDays, startOfDate } from '../../shared/domain/local-date';
import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { foldText } from '../../shared/domain/text';
import { BookPlan, Bundle, NewContract } from '../domain/book-plan';
import { CustomerRow } from '../domain/book-rows';
import { writePromises } from './write-promises';

/** Small enough that nobody waits long for the ends of the audit chains, and large enough to cost few round trips. */
const ROWS_A_TRANSACTION = 500;

/** Runs the work in a transaction of its own, with its journal, under the name of who brings the book in. */
export type WriteBatch = <T>(work: (unit: UnitOfWork) => Promise<T>) => Promise<T>;

/**
 * Writes a book that was checked: customers, then contracts with all that belongs to them, some hundred a transaction. What was
 * written when it is cut off stays, and the next run finds it unchanged. No event is written: what lies before is told to
 * nobody, what comes by time later is scheduled. `tell` hears how many customers and contracts are written so far.
 */
export async function importBook(
  write: WriteBatch,
  plan: BookPlan,
  now: Date,
  tell: (done: number) => void = () => undefined,
  step: number = ROWS_A_TRANSACTION,
): Promise<void> {
  let done = 0;
  for (let from = 0; from < plan.customers.length; from += step) {
    const some = plan.customers.slice(from, from + step);
    await write((unit) => writeCustomers(unit, some));
    tell((done += some.length));
  }
  for (let from = 0; from < plan.bundles.length; from += step) {
    const some = plan.bundles.slice(from, from + step);
    await write((unit) => writeBundles(unit, some, now));
    tell((done += some.length));
  }
}

async function idsOfCustomers(
  { sql }: UnitOfWork,
  numbers: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const folded = new Set(numbers.flatMap((number) => (number === null ? [] : foldText(number))));
  const found = await customersOfNumbers(sql, [...folded]);
  return new Map(found.map(({ numberFolded, id }) => [numberFolded, id]));
}

/** Partners stand before their customers; those of one level are written at once. */
async function writeCustomers(unit: UnitOfWork, rows: readonly CustomerRow[]): Promise<void> {
  const written = new Map(
    await idsOfCustomers(
      unit,
      rows.map(({ partnerNumber }) => partnerNumber),
    ),
  );
  let left = rows;
  while (left.length > 0) {
    const isReady = ({ partnerNumber }: CustomerRow) =>
      partnerNumber === null || written.has(foldText(partnerNumber));
    const ready = left.filter(isReady);
    if (ready.length === 0) throw new Error('a customer stands before its partner');
    left = left.filter((row) => !isReady(row));
    const customers = ready.map(({ file: _file, line: _line, partnerNumber, ...customer }) => ({
      ...customer,
      partnerId: partnerNumber === null ? null : written.get(foldText(partnerNumber))!,
    }));
    const ids = await insertCustomers(unit.sql, customers);
    for (const customer of customers) {
      const id = ids.get(foldText(customer.number))!;
      written.set(foldText(customer.number), id);
      unit.journal.created({ type: 'Customer', id, contractId: null }, customer);
    }
  }
}

async function writeBundles(unit: UnitOfWork, bundles: readonly Bundle[], now: Date): Promise<void> {
  const { sql } = unit;
  const known = bundles.flatMap(({ contractId }) => contractId ?? []);
  const owner = { scope: EVERYTHING, clock: { now: () => now } };
  if (known.length > 0) await lockContracts(sql, owner, known, true);
  const made = await writeContracts(unit, bundles, now);
  const all = bundles.map((bundle) => ({
    ...bundle,
    contractId: bundle.contractId ?? made.get(bundle.numberFolded)!.id,
  }));
  await writeContacts(unit, all);
  await writeSatellites(unit, all);
  await writeOpenings(unit, all, now);
  // The row of a contract year may be new: lists read its limits there.
  await keepDerived(sql, known, now);
  const fresh = all.flatMap((bundle) => {
    const written = made.get(bundle.numberFolded);
    return written === undefined ? [] : { ...bundle, customerId: written.customerId };
  });
  await writePromises(unit, fresh, now);
}

async function writeContracts(
  { sql, journal, ...unit }: UnitOfWork,
  bundles: readonly Bundle[],
  now: Date,
): Promise<ReadonlyMap<string, { readonly id: string; readonly customerId: string }>> {
  const fresh = bundles.flatMap(({ contract }) => contract ?? []);
  const customers = await idsOfCustomers(
    { sql, journal, ...unit },
    fresh.map(({ customerNumber }) => customerNumber),
  );
  const rows = fresh.map((contract) =>
    rowOf(contract, customers.get(foldText(contract.customerNumber))!, now),
  );
  const ids = await insertContracts(sql, rows, now);
  for (const contract of rows) {
    const id = ids.get(contract.numberFolded)!;
    journal.created({ type: 'Contract', id, contractId: id }, audited(contract));
  }
  return new Map(
    rows.map(({ numberFolded, customerId }) => [numberFolded, { id: ids.get(numberFolded)!, customerId }]),
  );
}

/** As the order of a contract is audited. */
function audited(contract: NewBookContract) {
  const { number, customerId, planId, orderReceivedAt, orderReceivedOn, activatesOn, termMonths } = contract;
  return { number, customerId, planId, orderReceivedAt, orderReceivedOn, activatesOn, termMonths };
}

function rowOf({ plan, customerNumber: _number, ...contract }: NewContract, customerId: string, now: Date) {
  const { timeZone, providerId, id: planId } = plan;
  return {
    ...contract,
    ...{ customerId, providerId, planId, timeZone, recordedAt: now },
    numberFolded: foldText(contract.number),
    planFrom: startOfDate(addDays(contract.orderReceivedOn, -1), timeZone),
  };
}

type Written = Bundle & { readonly contractId: string };

async function writeContacts({ sql, journal }: UnitOfWork, bundles: readonly Written[]): Promise<void> {
  const rows = bundles.flatMap(({ contractId, contacts }) =>
    contacts.map((contact) => ({ ...contact, contractId })),
  );
  for (const { id, ...contact } of await insertContacts(sql, rows))
    journal.created({ type: 'NamedContact', id, contractId: contact.contractId }, contact);
  const counts = bundles.flatMap(({ contractId, contacts: { length: count }, contactsLimit: limit }) =>
    count === 0 ? [] : { contractId, count, limit },
  );
  await countInUse(sql, 'contacts', counts);
}

async function writeSatellites({ sql, journal }: UnitOfWork, bundles: readonly Written[]): Promise<void> {
  const rows = bundles.flatMap(({ contractId, satellites }) =>
    satellites.map((satellite) => ({ ...satellite, contractId })),
  );
  for (const { id, ...satellite } of await insertSatellites(sql, rows))
    journal.created({ type: 'Satellite', id, contractId: satellite.contractId }, satellite);
  const counts = bundles.flatMap(({ contractId, satellites: { length: count }, satellitesLimit: limit }) =>
    count === 0 ? [] : { contractId, count, limit },
  );
  await countInUse(sql, 'satellites', counts);
}

async function writeOpenings(
  { sql, journal }: UnitOfWork,
  bundles: readonly Written[],
  now: Date,
): Promise<void> {
  const openings = bundles.flatMap(({ contractId, opening, plan: { entitlements } }) => {
    if (opening === null) return [];
    const { year, incidents, includedBlocks } = opening;
    journal.changed(
      { type: 'Contract', id: contractId, contractId },
      {},
      { contractYear: year.number, incidentsUsedBefore: incidents, includedBlocksUsedBefore: includedBlocks },
    );
    return {
      ...{ contractId, year: year.number, startsOn: year.from, endsOn: year.to },
      ...{ incidents, incidentsLimit: entitlements.maxIncidentsPerYear },
      ...{ includedBlocks, includedBlocksLimit: entitlements.includedConsultingBlocks },
    };
  });
  await openYears(sql, openings, now);
}
