import { NAMED_CONTACT, planTitle, SATELLITE } from '../../catalog/domain/plan';
import { counted, Noun } from '../../shared/domain/counted';
import { dateAt, startOfDate } from '../../shared/domain/local-date';
import { earlier } from '../../shared/domain/moment';
import { foldEmail, foldText } from '../../shared/domain/text';
import { BookFacts } from './book-facts';
import { BookRows, ContactRow, instantOf, Place, SatelliteRow, When } from './book-rows';
import { Target } from './check-contracts';
import { CheckList, Compared } from './check-list';

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

/** Puts the new contacts to their contracts; returns how many are there as they are here. */
export function checkContacts(
  rows: readonly ContactRow[],
  find: Targets,
  facts: BookFacts,
  list: CheckList,
): number {
  const seen = new Map<string, Place>();
  let unchanged = 0;
  for (const row of rows) {
    const target = find.of(row);
    const email = foldEmail(row.email);
    if (target === null || !list.isFirst(seen, `${target.numberFolded}\n${email}`, row, 'email')) continue;
    const there = current(facts.contacts, target);
    const known = there.find(({ emailFolded }) => emailFolded === email);
    if (known !== undefined) {
      unchanged += 1;
      list.differences(row, {
        name: [known.name, row.name],
        phone: [known.phone, row.phone],
        ...since(row.since, known.since, target),
      });
      continue;
    }
    const named =
      row.since === null ? earlier(target.orderReceivedAt, facts.now) : instantOf(row.since, target.timeZone);
    const first = dateAt(target.orderReceivedAt, target.timeZone);
    if (dateAt(named, target.timeZone) < first)
      list.fault(row, 'since', `must be ${first} or later: the order was not received before.`);
    if (named > facts.now) list.fault(row, 'since', 'lies ahead. Write since when the contact is named.');
    const used = there.length + target.contacts.length;
    if (hasRoom(row, used, target.contactsLimit, NAMED_CONTACT, target, list))
      target.contacts.push({ name: row.name, email: row.email, phone: row.phone, since: named });
  }
  return unchanged;
}

/** Puts the new satellites to their contracts; returns how many are there as they are here. */
export function checkSatellites(
  rows: readonly SatelliteRow[],
  find: Targets,
  facts: BookFacts,
  list: CheckList,
): number {
  const seen = new Map<string, Place>();
  let unchanged = 0;
  for (const row of rows) {
    const target = find.of(row);
    const name = foldText(row.name);
    if (target === null || !list.isFirst(seen, `${target.numberFolded}\n${name}`, row, 'name')) continue;
    const there = current(facts.satellites, target);
    const known = there.find(({ nameFolded }) => nameFolded === name);
    if (known !== undefined) {
      unchanged += 1;
      list.differences(row, since(row.since, known.since, target));
      continue;
    }
    if (!target.plan.entitlements.distributedSetup) {
      list.fault(
        row,
        'contract_number',
        `names a contract on ${planTitle(target.plan)}, which covers no satellites. Leave the row out.`,
      );
      continue;
    }
    const activated = startOfDate(target.activatesOn, target.timeZone);
    const registered = row.since === null ? activated : instantOf(row.since, target.timeZone);
    if (activated > facts.now)
      list.fault(
        row,
        'contract_number',
        `names a contract that is active from ${target.activatesOn} on. Register its satellites then.`,
      );
    else if (registered < activated)
      list.fault(row, 'since', `must be ${target.activatesOn} or later: the contract was not active before.`);
    else if (registered > facts.now)
      list.fault(row, 'since', 'lies ahead. Write since when it is registered.');
    const used = there.length + target.satellites.length;
    if (hasRoom(row, used, target.satellitesLimit, SATELLITE, target, list))
      target.satellites.push({ name: row.name, since: registered });
  }
  return unchanged;
}

function current<Known>(
  all: ReadonlyMap<string, readonly Known[]>,
  { contractId }: Target,
): readonly Known[] {
  return (contractId === null ? undefined : all.get(contractId)) ?? [];
}

function since(
  here: When | null,
  there: Date,
  { timeZone }: Target,
): Record<string, readonly [Compared, Compared]> {
  if (here === null) return {};
  return { since: here instanceof Date ? [there, here] : [dateAt(there, timeZone), here] };
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
