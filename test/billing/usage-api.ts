import { GraphQLClient } from 'graphql-request';

export interface UsageNode {
  readonly id: string;
  readonly kind: string;
  readonly occurredAt: string;
  readonly source: string;
  readonly hours: number;
  readonly contractYear: number;
  readonly discountPercent: number;
  readonly listPrice: { amount: string; currency: string } | null;
  readonly netAmount: { amount: string; currency: string } | null;
  readonly invoiceAmount: { amount: string; currency: string } | null;
  readonly customer: { number: string };
  readonly contract: { number: string };
  readonly plan: { code: string; version: number };
}

export interface Total {
  readonly source: string;
  readonly kind: string;
  readonly hours: number;
  readonly netAmount: { amount: string; currency: string } | null;
  readonly invoiceAmount: { amount: string; currency: string } | null;
}

export interface UsagePage {
  readonly totalCount: number;
  readonly nodes: readonly UsageNode[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  readonly totals: readonly Total[];
}

const USAGE = `query ($from: DateTime!, $to: DateTime!, $customerId: ID, $contractId: ID, $first: Int, $after: String) {
  consultingUsage(from: $from, to: $to, customerId: $customerId, contractId: $contractId, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } totals { source kind hours netAmount { amount currency } invoiceAmount { amount currency } }
    nodes { id kind occurredAt source hours contractYear discountPercent listPrice { amount currency }
      netAmount { amount currency } invoiceAmount { amount currency } customer { number } contract { number } plan { code version } } } }`;

/** A page of the feed; of the whole year 2026 unless told otherwise. */
export async function usage(client: GraphQLClient, args: object = {}): Promise<UsagePage> {
  const variables = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', ...args };
  const { consultingUsage } = await client.request<{ consultingUsage: UsagePage }>(USAGE, variables);
  return consultingUsage;
}
