import { GraphQLClient } from 'graphql-request';
import { iso, ModelContract } from './command';
import { FeedRow } from './model-contract';
import { PlanCode } from './offer';

/** The list price an hour, in cents, chosen so that discounts leave fractions of a cent. */
const PRICE = 14_999n;
export const LIST_PRICE = '149.99';
const DISCOUNTS: Readonly<Record<PlanCode, number>> = { basic: 0, standard: 5, premium: 10 };
const HOURS = 4;

export const discountOf = (plan: PlanCode) => DISCOUNTS[plan];

/** Of so many blocks, rounded half up once. */
export function netOf(blocks: number, discount: number): bigint {
  return (2n * BigInt(blocks * HOURS) * PRICE * BigInt(100 - discount) + 100n) / 200n;
}

const FROM = '2026-01-01T00:00:00Z';
const TO = '2100-01-01T00:00:00Z';
const FEED = `query ($id: ID!) { consultingUsage(contractId: $id, from: "${FROM}", to: "${TO}", first: 100) { nodes {
  kind source hours discountPercent contractYear plan { code } occurredAt happenedAt recordedAt
  listPrice { amount } netAmount { amount } invoiceAmount { amount } block { id } order { id } reverses { kind }
} } }`;

export async function askFeed(client: GraphQLClient, id: string): Promise<unknown> {
  const { consultingUsage } = await client.request<{ consultingUsage: { nodes: unknown } }>(FEED, { id });
  return consultingUsage.nodes;
}

/** What the feed is to answer: of a long one the first page. */
export function expectedFeed({ feed }: ModelContract): unknown {
  return feed.slice(0, 100).map((row) => ({
    kind: row.kind,
    source: row.source,
    hours: row.blocks * HOURS,
    discountPercent: row.discount,
    contractYear: row.year,
    plan: { code: row.plan },
    occurredAt: iso(row.occurredAt),
    happenedAt: iso(row.occurredAt),
    recordedAt: iso(row.recordedAt),
    listPrice: row.source === 'INCLUDED' ? null : { amount: LIST_PRICE },
    netAmount: row.netAmount === null ? null : { amount: decimal(row.netAmount) },
    invoiceAmount: invoiced(row),
    block: row.blockId === null ? null : { id: row.blockId },
    order: row.orderId === null ? null : { id: row.orderId },
    reverses: reversedKind(row, feed),
  }));
}

/** Additional blocks are invoiced when they are ordered, and credited when they are taken back. */
function invoiced({ kind, netAmount }: FeedRow) {
  if (kind === 'ORDERED') return { amount: decimal(netAmount!) };
  if (kind === 'ORDER_REVERSED') return { amount: netAmount === 0n ? '0.00' : `-${decimal(netAmount!)}` };
  return null;
}

/** An order that an import brought in was billed elsewhere: no row of it is taken back. */
function reversedKind({ kind, orderId }: FeedRow, feed: readonly FeedRow[]) {
  if (kind === 'REVERSED') return { kind: 'DELIVERED' };
  const isOrdered = feed.some((row) => row.kind === 'ORDERED' && row.orderId === orderId);
  return kind === 'ORDER_REVERSED' && isOrdered ? { kind: 'ORDERED' } : null;
}

function decimal(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
