import { NAMED_CONTACT, planTitle, SATELLITE } from '../../catalog/domain/plan';
import { counted, Noun } from '../../shared/domain/counted';
import { dateAt, startOfDate, LocalDate } from '../../shared/domain/local-date';
import { earlier } from '../../shared/domain/moment';
import { foldEmail, foldText } from '../../shared/domain/text';
import { BookFacts } from './book-facts';
import { BookRows, ContactRow, instantOf, Place, SatelliteRow, When } from './book-rows';
import { Target } from './check-contracts';
import { CheckList, Differences } from './check-list';

/** Finds the contract of a row; null, with a fault, where there is none or it is over. */
export class Targets {
  constructor(
    private readonly targets: ReadonlyMap<string, Target>,
    private readonly faulty: BookRows['faulty'],
    private readonly list: CheckList,
  ) {}

  of(row: Place & { readonly contractNumber: string }): Target | null {
    const key = foldText(row.contractNumber);
    const target = this.targets.get(key);
    const fault = (message: string) => this.list.fault(row, 'contract_number', message);
    if (target !== undefined && !target.isOver) return target;
    if (target !== undefined)
      fault(`names contract ${row.contractNumber}, which is over. Leave the row out.`);
    else if (!this.faulty.contracts.has(key))
      fault(
        `names contract ${row.contractNumber}, which is neither in the files nor in the database. Add it to contracts.`,
      );
    return null;
  }
}

/** How rows that belong to contracts are told apart, and held against what is there. */
export interface Children<Row, Known> {
  /** The column that tells those of a contract apart. */
  readonly field: string;
  readonly keyOf: (row: Row, target: Target) => string;
  readonly known: (target: Target) => readonly Known[];
  readonly keyOfKnown: (known: Known) => string;
  /** What may not differ, by its column. */
  readonly compared: (row: Row, known: Known, target: Target) => Differences;
  /** Checks one that is not there, beside so many that are, and puts it to its contract. */
  readonly add: (row: Row, target: Target, there: number) => void;
}

/** Checks rows of one kind; returns how many are there as they are here. */
export function checkChildren<Row extends Place & { readonly contractNumber: string }, Known>(
  rows: readonly Row[],
  find: Targets,
  list: CheckList,
  { field, keyOf, known, keyOfKnown, compared, add }: Children<Row, Known>,
): number {
  const seen = new Map<string, Place>();
  let unchanged = 0;
  for (const row of rows) {
    const target = find.of(row);
    if (target === null) continue;
    const key = keyOf(row, target);
    if (!list.isFirst(seen, `${target.numberFolded}\n${key}`, row, field)) continue;
    const there = known(target);
    const same = there.find((each) => keyOfKnown(each) === key);
    if (same === undefined) add(row, target, there.length);
    else {
      unchanged += 1;
      list.differences(row, compared(row, same, target));
    }
  }
  return unchanged;
}

/** Puts the new contacts to their contracts; returns how many are there as they are here. */
export function checkContacts(
  rows: readonly ContactRow[],
  find: Targets,
  { contacts, now }: BookFacts,
  list: CheckList,
): number {
  return checkChildren(rows, find, list, {
    field: 'email',
    keyOf: ({ email }) => foldEmail(email),
    known: (target) => ofContract(contacts, target),
    keyOfKnown: ({ emailFolded }) => emailFolded,
    compared: (row, known, target) => ({
      name: [known.name, row.name],
      phone: [known.phone, row.phone],
      ...since(row.since, known.since, target),
    }),
    add: (row, target, there) => {
      const { orderReceivedAt, timeZone } = target;
      const named = row.since === null ? earlier(orderReceivedAt, now) : instantOf(row.since, timeZone);
      const first = dateAt(orderReceivedAt, timeZone);
      if (dateAt(named, timeZone) < first)
        list.fault(row, 'since', `must be ${first} or later: the order was not received before.`);
      if (named > now) list.fault(row, 'since', 'lies ahead. Write since when the contact is named.');
      const used = there + target.contacts.length;
      if (hasRoom(row, used, target.contactsLimit, NAMED_CONTACT, target, list))
        target.contacts.push({ name: row.name, email: row.email, phone: row.phone, since: named });
    },
  });
}

/** Puts the new satellites to their contracts; returns how many are there as they are here. */
export function checkSatellites(
  rows: readonly SatelliteRow[],
  find: Targets,
  { satellites, now }: BookFacts,
  list: CheckList,
): number {
  return checkChildren(rows, find, list, {
    field: 'name',
    keyOf: ({ name }) => foldText(name),
    known: (target) => ofContract(satellites, target),
    keyOfKnown: ({ nameFolded }) => nameFolded,
    compared: (row, known, target) => since(row.since, known.since, target),
    add: (row, target, there) => {
      const { activatesOn, timeZone, plan } = target;
      const ofContract = (message: string) => list.fault(row, 'contract_number', message);
      if (!plan.entitlements.distributedSetup)
        return ofContract(
          `names a contract on ${planTitle(plan)}, which covers no satellites. Leave the row out.`,
        );
      const activated = startOfDate(activatesOn, timeZone);
      const registered = row.since === null ? activated : instantOf(row.since, timeZone);
      if (activated > now)
        ofContract(`names a contract that is active from ${activatesOn} on. Register its satellites then.`);
      else if (registered < activated)
        list.fault(row, 'since', `must be ${activatesOn} or later: the contract was not active before.`);
      else if (registered > now) list.fault(row, 'since', 'lies ahead. Write since when it is registered.');
      const used = there + target.satellites.length;
      if (hasRoom(row, used, target.satellitesLimit, SATELLITE, target, list))
        target.satellites.push({ name: row.name, since: registered });
    },
  });
}

/** What is known of the contract; nothing of one that is new. */
export function ofContract<Known>(
  all: ReadonlyMap<string, readonly Known[]>,
  { contractId }: Target,
): readonly Known[] {
  return (contractId === null ? undefined : all.get(contractId)) ?? [];
}

/** What is there and what is here: of a day the day alone, on the clock of the contract. */
export function compareWhen(
  here: When,
  there: Date,
  { timeZone }: Target,
): readonly [Date | LocalDate, When] {
  return here instanceof Date ? [there, here] : [dateAt(there, timeZone), here];
}

function since(here: When | null, there: Date, target: Target): Differences {
  return here === null ? {} : { since: compareWhen(here, there, target) };
}

function hasRoom(
  row: ContactRow | SatelliteRow,
  used: number,
  limit: number | null,
  noun: Noun,
  { plan }: Target,
  list: CheckList,
): boolean {
  if (limit === null || used < limit) return true;
  const message = `names contract ${row.contractNumber}, whose plan, ${planTitle(plan)}, has room for ${counted(limit, noun)}. Leave the row out.`;
  list.fault(row, 'contract_number', message);
  return false;
}
