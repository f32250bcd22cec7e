import { LoadedPlan } from './plan-ids';
import {
  BLOCKS_ORDERED,
  blocksDelivered,
  IDS_A_CONTRACT,
  SampleContract,
  sampleContract,
} from './sample-contract';
import { contractAtPlace } from './size';
import { DAY_MS, eachContract, instantText, Row, Source, Table } from './table';

/** Per hour, in cents. */
export const LIST_PRICE = 15_000;

const HOURS_A_BLOCK = 4;
/** The first rows of all contracts fill a quarter of a year, then come all second ones. */
const QUARTER_MS = 90 * DAY_MS;
const QUARTERS = 4;

/** The period in which everything lies that billing reads: the year before the month of the run. */
export function billedPeriod(month: Date): { readonly from: number; readonly to: number } {
  const end = Date.UTC(month.getUTCFullYear(), month.getUTCMonth()) - DAY_MS;
  return { from: end - QUARTERS * QUARTER_MS, to: end };
}

/** When the nth row for billing happened, in milliseconds; no two contracts have the same instant. */
function billedAt({ month }: Source, contract: SampleContract, nth: number): number {
  return Math.round(billedPeriod(month).from + (nth + contract.place) * QUARTER_MS);
}

/** An appointment ends with the delivery. */
function startsAt(source: Source, contract: SampleContract, nth: number): number {
  return billedAt(source, contract, nth) - HOURS_A_BLOCK * 3_600_000;
}

function yearAt({ yearStarts }: SampleContract, instant: number): 1 | 2 {
  return instant < yearStarts[1] ? 1 : 2;
}

/** The contract year that the contract's one included block was used in; null where it has none. */
export function yearOfIncludedBlock(source: Source, contract: SampleContract): 1 | 2 | null {
  const nth = contract.billed.indexOf('DELIVERED INCLUDED');
  return nth === -1 ? null : yearAt(contract, startsAt(source, contract, nth));
}

/** Orders, blocks, and the ledger of both in the order of time. */
export function consultingTables(source: Source): Table[] {
  return [
    eachContract(source, 'consulting_orders', ORDER_COLUMNS, (contract, plan) =>
      orders(source, contract, plan),
    ),
    eachContract(source, 'consulting_blocks', BLOCK_COLUMNS, (contract) => blocks(source, contract)),
    { name: 'consulting_events', columns: EVENT_COLUMNS, rows: () => events(source) },
  ];
}

const ORDER_COLUMNS =
  'id, contract_id, plan_id, blocks, blocks_used, list_price_minor, currency, discount_percent, ordered_at';

function* orders(source: Source, contract: SampleContract, plan: LoadedPlan): Generator<Row> {
  if (contract.billed.length === 0) return;
  const { id } = contract;
  const used = blocksDelivered(contract);
  const orderedAt = instantText(billedAt(source, contract, 0));
  yield [id, id, plan.id, BLOCKS_ORDERED, used, LIST_PRICE, 'EUR', plan.consultingDiscountPercent, orderedAt];
}

const BLOCK_COLUMNS = `id, contract_id, contract_year, source, order_id, status, starts_at, subject, consultant,
  booked_at, delivered_at, delivered_by, delivery_recorded_at`;

function* blocks(source: Source, contract: SampleContract): Generator<Row> {
  for (const [nth, event] of contract.billed.entries()) {
    if (event === 'ORDERED') continue;
    const begins = startsAt(source, contract, nth);
    const deliveredAt = instantText(billedAt(source, contract, nth));
    yield [
      contract.id * IDS_A_CONTRACT + nth,
      contract.id,
      yearAt(contract, begins),
      event === 'DELIVERED INCLUDED' ? 'INCLUDED' : 'ADDITIONAL',
      event === 'DELIVERED INCLUDED' ? null : contract.id,
      'DELIVERED',
      instantText(begins),
      'Monitoring concept',
      'Grace Hopper',
      instantText(begins - 7 * DAY_MS),
      deliveredAt,
      'Grace Hopper',
      deliveredAt,
    ];
  }
}

const EVENT_COLUMNS = `id, position, kind, contract_id, customer_id, plan_id, contract_year, source, order_id, block_id,
  hours, list_price_minor, net_amount_minor, currency, discount_percent, occurred_at, latest_occurred_at, recorded_at,
  actor`;

function* events(source: Source): Generator<Row> {
  let position = 0;
  for (let nth = 0; nth < QUARTERS; nth += 1) {
    for (let place = 0; place < source.size; place += 1) {
      const contract = sampleContract(contractAtPlace(place, source.size), source.size, source.month);
      const event = contract.billed[nth];
      if (event === undefined) continue;
      position += 1;
      const at = billedAt(source, contract, nth);
      if (event === 'ORDERED') {
        yield eventRow(source, contract, nth, [2 * position, position, 'ORDERED'], at);
      } else {
        const bookedAt = startsAt(source, contract, nth) - 7 * DAY_MS;
        yield eventRow(source, contract, nth, [2 * position - 1, null, 'BOOKED'], bookedAt);
        yield eventRow(source, contract, nth, [2 * position, position, 'DELIVERED'], at);
      }
    }
  }
}

function eventRow(
  source: Source,
  contract: SampleContract,
  nth: number,
  head: readonly [id: number, position: number | null, kind: string],
  at: number,
): Row {
  const plan = source.plans[contract.plan];
  const isOrder = contract.billed[nth] === 'ORDERED';
  const isIncluded = contract.billed[nth] === 'DELIVERED INCLUDED';
  const hours = HOURS_A_BLOCK * (isOrder ? BLOCKS_ORDERED : 1);
  const discount = isIncluded ? 0 : plan.consultingDiscountPercent;
  return [
    ...head,
    contract.id,
    contract.customerId,
    plan.id,
    yearAt(contract, isOrder ? at : startsAt(source, contract, nth)),
    isIncluded ? 'INCLUDED' : 'ADDITIONAL',
    isIncluded ? null : contract.id,
    isOrder ? null : contract.id * IDS_A_CONTRACT + nth,
    hours,
    isIncluded ? null : LIST_PRICE,
    isIncluded ? null : (hours * LIST_PRICE * (100 - discount)) / 100,
    isIncluded ? null : 'EUR',
    discount,
    instantText(at),
    // Rows for billing are in the order of time: none before it happened later.
    head[1] === null ? null : instantText(at),
    instantText(at),
    'benchmark',
  ];
}
