import { contractYearOn, endOfNotice, nextRenewal } from '../../contracts/domain/contract-dates';
import { addDays, dateAt } from '../../shared/domain/local-date';
import { later } from '../../shared/domain/moment';
import { formatAmount } from '../../shared/domain/money';
import { BookFacts, KnownNotice, KnownOrder, KnownSuspension } from './book-facts';
import { BlocksRow, instantOf, NoticeRow, Place, SuspensionRow, When } from './book-rows';
import { checkChildren, Children, compareWhen, ofContract, Targets } from './check-children';
import { Target } from './check-contracts';
import { CheckList } from './check-list';

/** As of other children, and by which mutation it is entered later. */
interface Promised<Row, Known> extends Omit<Children<Row, Known>, 'add'> {
  readonly mutation: string;
  /** Checks one of a contract that is new, and puts it to its contract. */
  readonly add: (row: Row, target: Target) => void;
}

/**
 * Checks rows of one kind; returns how many are there as they are here. What was promised comes in with its contract and
 * never later: then it would have consequences, which the API judges and tells.
 */
export function checkPromised<Row extends Place & { readonly contractNumber: string }, Known>(
  rows: readonly Row[],
  find: Targets,
  list: CheckList,
  { mutation, add, ...children }: Promised<Row, Known>,
): number {
  return checkChildren(rows, find, list, {
    ...children,
    add: (row, target) => {
      if (target.known === null) return add(row, target);
      const message = `names contract ${row.contractNumber}, which is in the database without this. Leave the row out, and enter it by the API: ${mutation}.`;
      list.fault(row, 'contract_number', message);
    },
  });
}

/** Puts the notices in force to their contracts; returns how many are there as they are here. */
export function checkNotices(
  rows: readonly NoticeRow[],
  find: Targets,
  { notices, now }: BookFacts,
  list: CheckList,
): number {
  return checkPromised<NoticeRow, KnownNotice>(rows, find, list, {
    field: 'party',
    keyOf: ({ party }) => party,
    keyOfKnown: ({ party }) => party,
    mutation: 'giveNotice',
    known: (target) => ofContract(notices, target),
    compared: (row, known, target) => ({
      received_at: compareWhen(row.receivedAt, known.receivedAt, target),
      ...(row.endsOn === null ? {} : { ends_on: [known.endsOn, row.endsOn] }),
      reason: [known.reason, row.reason],
    }),
    add: (row, target) => {
      const receivedAt = notBefore(row, 'received_at', row.receivedAt, target, now, list);
      if (receivedAt === null) return;
      const receivedOn = dateAt(receivedAt, target.timeZone);
      const byTerms = endOfNotice(target, receivedOn, target.plan.terms.noticeDays);
      const endsOn = row.endsOn ?? byTerms;
      if (endsOn <= receivedOn || nextRenewal(target, addDays(endsOn, -1)) !== endsOn)
        list.fault(
          row,
          'ends_on',
          `must be a renewal date after the receipt, such as ${byTerms}, not ${endsOn}.`,
        );
      else if (endsOn <= dateAt(now, target.timeZone))
        list.fault(
          row,
          row.endsOn === null ? 'received_at' : 'ends_on',
          `ended the contract on ${endsOn}. Leave the contract out.`,
        );
      else target.notices.push({ party: row.party, reason: row.reason, receivedAt, endsOn });
    },
  });
}

/** Puts suspensions that last to their contracts; returns how many are there as they are here. */
export function checkSuspensions(
  rows: readonly SuspensionRow[],
  find: Targets,
  { suspensions, now }: BookFacts,
  list: CheckList,
): number {
  return checkPromised<SuspensionRow, KnownSuspension>(rows, find, list, {
    field: 'contract_number',
    keyOf: () => '',
    keyOfKnown: () => '',
    mutation: 'suspendContract',
    known: (target) => ofContract(suspensions, target),
    compared: (row, known, target) => ({
      since: compareWhen(row.since, known.since, target),
      reason: [known.reason, row.reason],
    }),
    add: (row, target) => {
      const since = notBefore(row, 'since', row.since, target, now, list);
      if (since !== null) target.suspension = { since, reason: row.reason };
    },
  });
}

/** Puts what is left of orders of additional blocks to their contracts; returns how many are there as they are here. */
export function checkBlocks(
  rows: readonly BlocksRow[],
  find: Targets,
  { orders, now }: BookFacts,
  list: CheckList,
): number {
  return checkPromised<BlocksRow, KnownOrder & { readonly key: string }>(rows, find, list, {
    field: 'ordered_at',
    keyOf: keyOfOrder,
    mutation: 'orderAdditionalConsulting',
    keyOfKnown: ({ key }) => key,
    known: (target) =>
      ofContract(orders, target).map((order) => ({
        ...order,
        key: priceKey(order.orderedAt, order.listPricePerHour, order.discountPercent),
      })),
    // Some may have been used since they were brought in.
    compared: (row, { left, blocks }) => ({ blocks: [row.blocks === blocks ? blocks : left, row.blocks] }),
    add: (row, target) => {
      const orderedAt = instantOf(row.orderedAt, target.timeZone);
      const year = contractYearOn(target.activatesOn, dateAt(orderedAt, target.timeZone));
      if (orderedAt > now) list.fault(row, 'ordered_at', AHEAD);
      else if (year === null)
        list.fault(
          row,
          'ordered_at',
          `must be ${target.activatesOn} or later: the contract was not active before.`,
        );
      else
        target.blocks.push({
          orderedAt,
          contractYear: year.number,
          blocks: row.blocks,
          listPricePerHour: row.listPricePerHour,
          discountPercent: row.discountPercent,
        });
    },
  });
}

function keyOfOrder(
  { orderedAt, listPricePerHour, discountPercent }: BlocksRow,
  { timeZone }: Target,
): string {
  return priceKey(instantOf(orderedAt, timeZone), listPricePerHour, discountPercent);
}

function priceKey(orderedAt: Date, price: BlocksRow['listPricePerHour'], discountPercent: number): string {
  return `${orderedAt.toISOString()} ${formatAmount(price)} ${price.currency} ${discountPercent}`;
}

const AHEAD = 'lies ahead. Leave the row out until then.';

/** The instant, from the order until now; null, with a fault, where it is another. */
function notBefore(
  row: Place,
  field: string,
  when: When,
  { orderReceivedAt, timeZone }: Target,
  now: Date,
  list: CheckList,
): Date | null {
  const at = instantOf(when, timeZone);
  const first = dateAt(orderReceivedAt, timeZone);
  const before = list.faults.length;
  if (dateAt(at, timeZone) < first)
    list.fault(row, field, `must be ${first} or later: the order was not received before.`);
  if (at > now) list.fault(row, field, AHEAD);
  return list.faults.length === before ? later(at, orderReceivedAt) : null;
}
