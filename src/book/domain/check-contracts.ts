import { isStricter, Plan } from '../../catalog/domain/plan';
import { addDays, dateAt, LocalDate } from '../../shared/domain/local-date';
import { foldText } from '../../shared/domain/text';
import { BookFacts, KnownContract } from './book-facts';
import { Bundle } from './book-plan';
import { BookRows, ContractRow, instantOf, Place } from './book-rows';
import { noCustomer } from './check-customers';
import { CheckList } from './check-list';

/** A contract of the files or of the database, and what is to be written of it. */
export interface Target extends Bundle {
  readonly orderReceivedAt: Date;
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
  readonly timeZone: string;
  /** In the database already. */
  readonly known: KnownContract | null;
  readonly isOver: boolean;
}

/** Every contract that the files describe or name, by its folded number, and how many are there as they are here. */
export function checkContracts(
  book: BookRows,
  facts: BookFacts,
  list: CheckList,
): { readonly targets: Map<string, Target>; readonly unchanged: number } {
  const customers = new Set(book.customers.map(({ number }) => foldText(number)));
  const seen = new Map<string, Place>();
  const targets = new Map<string, Target>();
  let unchanged = 0;
  for (const [key, known] of facts.contracts) {
    const target = targetOfKnown(key, known, facts);
    targets.set(key, target);
  }
  for (const row of book.contracts) {
    const key = foldText(row.number);
    if (!list.isFirst(seen, key, row, 'number')) continue;
    const customer = foldText(row.customerNumber);
    if (!customers.has(customer) && !facts.customers.has(customer) && !book.faulty.customers.has(customer))
      list.fault(row, 'customer_number', noCustomer(row.customerNumber));
    const plan = planOf(row, facts, list);
    const known = facts.contracts.get(key);
    if (known !== undefined) {
      unchanged += 1;
      compare(row, known, list);
    } else if (plan === null) book.faulty.contracts.add(key);
    else targets.set(key, targetOfRow(key, row, plan, facts, list));
  }
  return { targets, unchanged };
}

/** The version of a plan that a row names; null, with a fault, where there is none. */
export function planOf(
  row: Place & Pick<ContractRow, 'provider' | 'plan' | 'planVersion'>,
  { providers, plans }: BookFacts,
  list: CheckList,
): Plan | null {
  const provider = providers.find(({ code }) => code === row.provider);
  if (provider === undefined) {
    list.fault(
      row,
      'provider',
      `There is no provider ${row.provider}. There are ${names(providers.map(({ code }) => code))}.`,
    );
    return null;
  }
  const sold = plans.filter(({ providerId }) => providerId === provider.id);
  const versions = sold.filter(({ code }) => code === row.plan);
  if (versions.length === 0) {
    list.fault(
      row,
      'plan',
      `${row.provider} has no plan ${row.plan}. It has ${names(sold.map(({ code }) => code))}.`,
    );
    return null;
  }
  const plan = versions.find(({ version }) => version === row.planVersion);
  if (plan !== undefined) return plan;
  const there = names(versions.map(({ version }) => String(version)));
  list.fault(
    row,
    'plan_version',
    `There is no version ${row.planVersion} of ${row.plan}. There is ${there}.`,
  );
  return null;
}

function names(all: readonly string[]): string {
  return all.length === 0 ? 'none' : [...new Set(all)].sort().join(', ');
}

function compare(row: ContractRow, known: KnownContract, list: CheckList): void {
  const received =
    row.orderReceivedAt instanceof Date
      ? known.orderReceivedAt
      : dateAt(known.orderReceivedAt, known.timeZone);
  list.differences(row, {
    customer_number: [foldText(known.customerNumber), foldText(row.customerNumber)],
    provider: [known.provider, row.provider],
    plan: [known.plan, row.plan],
    plan_version: [known.planVersion, row.planVersion],
    order_received_at: [received, row.orderReceivedAt],
    activates_on: [known.activatesOn, row.activatesOn],
    term_months: [known.termMonths, row.termMonths],
  });
}

function targetOfRow(key: string, row: ContractRow, plan: Plan, { now }: BookFacts, list: CheckList): Target {
  const { timeZone, terms } = plan;
  const orderReceivedAt = instantOf(row.orderReceivedAt, timeZone);
  const orderReceivedOn = dateAt(orderReceivedAt, timeZone);
  const { number, customerNumber, activatesOn, termMonths } = row;
  if (orderReceivedAt > now)
    list.fault(row, 'order_received_at', 'lies ahead. Write when the order was received.');
  const earliest = addDays(orderReceivedOn, Math.max(1, terms.activationEarliestDays));
  const latest = addDays(orderReceivedOn, terms.activationLatestDays);
  if (activatesOn < earliest)
    list.fault(
      row,
      'activates_on',
      `must be ${earliest} or later: the order was received on ${orderReceivedOn}.`,
    );
  // What has begun began as it did; what is to come follows the terms.
  else if (activatesOn > latest && activatesOn > dateAt(now, timeZone))
    list.fault(
      row,
      'activates_on',
      `must be ${latest} or earlier: the order was received on ${orderReceivedOn}.`,
    );
  if (termMonths < terms.minimumTermMonths)
    list.fault(row, 'term_months', `must be at least ${terms.minimumTermMonths}, not ${termMonths}.`);
  const contract = {
    number,
    customerNumber,
    plan,
    orderReceivedAt,
    orderReceivedOn,
    activatesOn,
    termMonths,
  };
  return {
    ...{ numberFolded: key, contractId: null, contract, known: null, isOver: false, plan },
    ...{ orderReceivedAt, activatesOn, termMonths, timeZone },
    contactsLimit: plan.entitlements.maxNamedContacts,
    satellitesLimit: plan.entitlements.maxSatellites,
    ...nothingYet(),
  };
}

function targetOfKnown(key: string, known: KnownContract, { plans, now }: BookFacts): Target {
  const { orderReceivedAt, activatesOn, termMonths, timeZone, noticeEndsOn } = known;
  const plan = plans.find(({ id }) => id === known.planId)!;
  const next = plans.find(({ id }) => id === known.nextPlanId) ?? plan;
  const stricter = (limitOf: (each: Plan) => number | null) =>
    isStricter(limitOf(next), limitOf(plan)) ? limitOf(next) : limitOf(plan);
  const isEnded = noticeEndsOn !== null && noticeEndsOn <= dateAt(now, timeZone);
  return {
    ...{ numberFolded: key, contractId: known.id, contract: null, known, plan },
    isOver: known.cancelledAt !== null || isEnded,
    ...{ orderReceivedAt, activatesOn, termMonths, timeZone },
    contactsLimit: stricter(({ entitlements }) => entitlements.maxNamedContacts),
    satellitesLimit: stricter(({ entitlements }) => entitlements.maxSatellites),
    ...nothingYet(),
  };
}

function nothingYet() {
  const nothing = { opening: null, change: null, suspension: null };
  return { ...nothing, contacts: [], satellites: [], notices: [], blocks: [] };
}
