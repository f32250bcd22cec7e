import { BilledKind, BlockSource } from '../../consulting/domain/consulting-block';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import {
  contractOf,
  JOINED_CONTRACT_COLUMNS,
  JoinedContract,
} from '../../contracts/persistence/joined-contract';
import { Customer } from '../../customers/persistence/customers';
import {
  customerOf,
  JOINED_CUSTOMER_COLUMNS,
  JoinedCustomer,
} from '../../customers/persistence/joined-customer';
import { Money } from '../../shared/domain/money';
import { Page, PageRequest } from '../../shared/domain/page';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { Sql, statement, statementOf } from '../../platform/sql';
import { UsageSelection } from '../domain/usage-selection';

/** The largest page of the feed: billing walks far more rows than a person reads. */
export const USAGE_PAGE_LIMIT = 200;

/** One row of the feed, with whom it concerns: nearly everybody who reads it asks for that. Its id is its position. */
export interface ConsultingUsage {
  readonly id: string;
  readonly kind: BilledKind;
  readonly occurredAt: Date;
  readonly customer: Customer;
  readonly contract: ContractIdentity;
  readonly planId: string;
  readonly recordedAt: Date;
  readonly blockId: string | null;
  readonly orderId: string | null;
  readonly contractYear: number;
  readonly source: BlockSource;
  readonly hours: number;
  readonly discountPercent: number;
  readonly listPriceMinor: string | null;
  readonly netAmountMinor: string | null;
  readonly currency: string | null;
}

type UsageRow = Omit<ConsultingUsage, 'customer' | 'contract'> & JoinedCustomer & JoinedContract;

/** None is higher: the largest number of its column. */
const LAST_POSITION = '9223372036854775807';

const COLUMNS = `e.position AS id, e.kind, e.occurred_at AS "occurredAt", e.customer_id AS "customerId",
  e.contract_id AS "contractId", e.plan_id AS "planId", e.recorded_at AS "recordedAt",
  e.block_id AS "blockId", e.order_id AS "orderId", e.contract_year AS "contractYear", e.source, e.hours,
  e.discount_percent AS "discountPercent", e.list_price_minor AS "listPriceMinor",
  e.net_amount_minor AS "netAmountMinor", e.currency, ${JOINED_CUSTOMER_COLUMNS}, ${JOINED_CONTRACT_COLUMNS}`;

const CONCERNED = 'JOIN customers cu ON cu.id = e.customer_id JOIN contracts c ON c.id = e.contract_id';

/** The conditions of a selection on `consulting_events e`. */
export function usageFilter(selection: UsageSelection): Filter {
  const { from, to, boundTo, customerId, contractId, providerCode } = selection;
  const filter = Filter.none();
  filter.add('e.position IS NOT NULL');
  filter.add(`e.occurred_at >= ${filter.value(from)}`);
  filter.add(`e.occurred_at < ${filter.value(to)}`);
  filter.when(
    boundTo,
    (id) => `EXISTS (SELECT FROM contracts c WHERE c.id = e.contract_id AND c.provider_id = ${id})`,
  );
  filter.when(customerId, (id) => `e.customer_id = ${id}`);
  filter.when(contractId, (id) => `e.contract_id = ${id}`);
  filter.when(
    providerCode,
    (code) => `EXISTS (SELECT FROM contracts c JOIN providers pr ON pr.id = c.provider_id
      WHERE c.id = e.contract_id AND pr.code = ${code})`,
  );
  return filter;
}

/**
 * The same for reading in the order of positions. No row of the period lies before the first place that reaches into
 * it, and none after the last place of a closed month that ends with or after the period.
 */
export function orderedUsageFilter(selection: UsageSelection): Filter {
  const filter = usageFilter(selection);
  filter.add(`e.position >= (SELECT position FROM consulting_events
    WHERE position IS NOT NULL AND latest_occurred_at >= ${filter.value(selection.from)}
    ORDER BY latest_occurred_at, position LIMIT 1)`);
  filter.add(`e.position <= coalesce(
    (SELECT min(last_position) FROM closed_months WHERE ends_at >= ${filter.value(selection.to)}), ${LAST_POSITION})`);
  return filter;
}

/**
 * Rows in the order of their positions, which is that of their commits: what is written later comes after. Of all
 * customers of the selection: only staff may ask.
 */
export async function usagePage(
  sql: Sql,
  selection: UsageSelection,
  request: PageRequest,
): Promise<Page<ConsultingUsage>> {
  const query = {
    list: 'consulting_usage',
    select: COLUMNS,
    from: 'consulting_events e',
    filter: orderedUsageFilter(selection),
    // In clear: billing systems keep the cursor that they have come to, and nobody else sees the feed.
    order: [{ sql: 'e.position', type: 'bigint' as const }],
    joined: { to: 'e', tables: CONCERNED },
  };
  const page = await keysetPage<UsageRow>(sql, query, request, USAGE_PAGE_LIMIT);
  return { ...page, rows: page.rows.map(usageOf) };
}

/** Property by property: to copy a row of so many columns and add to it costs ten times as much. */
function usageOf(row: UsageRow): ConsultingUsage {
  return {
    id: row.id,
    kind: row.kind,
    occurredAt: row.occurredAt,
    customer: customerOf(row),
    contract: contractOf(row),
    planId: row.planId,
    recordedAt: row.recordedAt,
    blockId: row.blockId,
    orderId: row.orderId,
    contractYear: row.contractYear,
    source: row.source,
    hours: row.hours,
    discountPercent: row.discountPercent,
    listPriceMinor: row.listPriceMinor,
    netAmountMinor: row.netAmountMinor,
    currency: row.currency,
  };
}

const BY_POSITIONS = scopedStatement(
  'consulting-usage-by-positions',
  '$2',
  (sees) => `SELECT ${COLUMNS} FROM consulting_events e ${CONCERNED}
   WHERE e.position = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);

/** Rows of the feed by their positions, null for each that the caller does not see. Only for roles that may ask for the feed. */
export const usageById = batch<ConsultingUsage | null>(
  'consulting-usage-by-positions',
  async ({ database, clock, scope }, positions) => {
    const values = [positions, scopeValue(scope, clock.now())];
    const rows = await database.sql.rows<UsageRow>(BY_POSITIONS(scope), values);
    return inOrderOf(positions, rows.map(usageOf), (row) => row.id);
  },
);

const REVERSED_BY = statement(
  'consulting-usage-reversed',
  `SELECT ${COLUMNS} FROM consulting_events e ${CONCERNED}
   WHERE (e.block_id = ANY($1::bigint[]) AND e.kind = 'DELIVERED') OR (e.order_id = ANY($2::bigint[]) AND e.kind = 'ORDERED')`,
);
const DELIVERED = 'DELIVERED ';
const ORDERED = 'ORDERED ';

/** What a row takes back, as a key of `reversedUsage`: a block is delivered once, and an order is ordered once. */
export function reversedKey({ kind, blockId, orderId }: ConsultingUsage): string | null {
  if (kind === 'REVERSED') return DELIVERED + blockId;
  return kind === 'ORDER_REVERSED' ? ORDERED + orderId : null;
}

/** The rows of the feed that others take back, which are of the same contract. */
export const reversedUsage = batch<ConsultingUsage | null>(
  'consulting-usage-reversed',
  async ({ database }, keys) => {
    const idsOf = (kind: string) =>
      keys.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
    const rows = await database.sql.rows<UsageRow>(REVERSED_BY, [idsOf(DELIVERED), idsOf(ORDERED)]);
    const keyOf = (row: ConsultingUsage) =>
      row.kind === 'DELIVERED' ? DELIVERED + row.blockId : ORDERED + row.orderId;
    return inOrderOf(keys, rows.map(usageOf), keyOf);
  },
);

/** The money of an amount that is stored in smallest units; null where the row has none. */
export function moneyOf(minorUnits: string | null, currency: string | null): Money | null {
  return minorUnits === null || currency === null ? null : { minorUnits: BigInt(minorUnits), currency };
}

/** The sum of all rows of a selection that have source, kind and currency in common. */
export interface ConsultingTotal {
  readonly source: BlockSource;
  readonly kind: BilledKind;
  readonly currency: string | null;
  readonly hours: number;
  readonly netAmountMinor: string | null;
}

/** Totals of the whole selection, in an order that never changes. */
export async function consultingTotals(sql: Sql, selection: UsageSelection): Promise<ConsultingTotal[]> {
  const filter = usageFilter(selection);
  const text = `SELECT e.source, e.kind, e.currency, sum(e.hours)::text AS hours, sum(e.net_amount_minor)::text AS "netAmountMinor"
    FROM consulting_events e ${filter.where()} GROUP BY e.source, e.kind, e.currency ORDER BY e.source DESC, e.kind, e.currency`;
  const rows = await sql.rows<ConsultingTotal & { readonly hours: string }>(statementOf(text), filter.values);
  return rows.map((row) => ({ ...row, hours: Number(row.hours) }));
}
