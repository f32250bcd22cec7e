import { GraphQLClient } from 'graphql-request';
import { order, OrderedContract, planId } from '../support/builders';
import { Answer, mutate, USER_ERRORS, UserError } from '../support/mutate';

export const CONTRACT =
  'contract { id renewsOn noticeDeadline endsOn snapshot { status plan { code version } } }';

/** A contract that is active from 2026-03-15 by the clock of Berlin; its order was received on 2026-02-10. */
export function ordered(
  client: GraphQLClient,
  provider: string,
  plan: string,
  fields: object = {},
): Promise<OrderedContract> {
  const dates = { orderReceivedAt: '2026-02-10T12:00:00+01:00', activateOn: '2026-03-15' };
  return order(client, provider, plan, { ...dates, ...fields });
}

export function giveNotice(
  client: GraphQLClient,
  contractId: string,
  receivedAt: string | null,
  fields: object = {},
): Promise<Answer> {
  return mutate(client, 'giveNotice', { contractId, receivedAt, party: 'CUSTOMER', ...fields }, CONTRACT);
}

export function withdrawNotice(
  client: GraphQLClient,
  contractId: string,
  fields: object = {},
): Promise<Answer> {
  return mutate(client, 'withdrawNotice', { contractId, reason: 'talked again', ...fields }, CONTRACT);
}

/** `plan` is the code of a plan that the provider sells. */
export async function changePlan(
  client: GraphQLClient,
  contractId: string,
  [provider, plan]: readonly [string, string],
  effectiveOn?: string,
): Promise<Answer> {
  const id = await planId(client, provider, plan);
  return mutate(client, 'changePlan', { contractId, planId: id, effectiveOn }, CONTRACT);
}

export function withdrawPlanChange(client: GraphQLClient, contractId: string): Promise<Answer> {
  return mutate(client, 'withdrawPlanChange', { contractId }, CONTRACT);
}

const QUOTA = '{ limit used remaining unlimited resetsAt }';

/** All that a snapshot says. */
export const SNAPSHOT = `{ at status plan { id code version } contractYear { number from to }
  incidents ${QUOTA} namedContacts ${QUOTA} includedConsultingBlocks ${QUOTA} additionalConsultingBlocks ${QUOTA}
  satellites ${QUOTA} contactsOverdue supportReachable nextOpensAt }`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Snapshot = Readonly<Record<string, any>>;

export async function snapshotAt(client: GraphQLClient, id: string, at?: string): Promise<Snapshot> {
  const { contract } = await client.request<{ contract: { snapshot: Snapshot } }>(
    `query ($id: ID!, $at: DateTime) { contract(id: $id) { snapshot(at: $at) ${SNAPSHOT} } }`,
    { id, at },
  );
  return contract.snapshot;
}

export interface PlanChangePreview {
  readonly allowed: boolean;
  readonly effectiveOn: string | null;
  readonly userErrors: readonly UserError[];
  readonly before: Snapshot;
  readonly after: Snapshot | null;
}

export async function previewPlanChange(
  client: GraphQLClient,
  contractId: string,
  [provider, plan]: readonly [string, string],
  effectiveOn?: string,
): Promise<PlanChangePreview> {
  const { previewPlanChange: preview } = await client.request<{ previewPlanChange: PlanChangePreview }>(
    `query ($contractId: ID!, $planId: ID!, $effectiveOn: LocalDate) {
       previewPlanChange(contractId: $contractId, planId: $planId, effectiveOn: $effectiveOn) {
         allowed effectiveOn ${USER_ERRORS} before ${SNAPSHOT} after ${SNAPSHOT} } }`,
    { contractId, planId: await planId(client, provider, plan), effectiveOn },
  );
  return preview;
}

export interface NoticePreview {
  readonly allowed: boolean;
  readonly userErrors: readonly UserError[];
  readonly consequences: readonly {
    readonly kind: string;
    readonly at: string;
    readonly subject: { readonly __typename: string; readonly id: string } | null;
    readonly explanation: string;
  }[];
  readonly endsOn: string;
  readonly inTime: boolean;
  readonly deadline: string;
  readonly explanation: string;
}

export async function previewNotice(
  client: GraphQLClient,
  contractId: string,
  receivedAt: string | null,
  party?: 'CUSTOMER' | 'PROVIDER',
): Promise<NoticePreview> {
  const { previewNotice: preview } = await client.request<{ previewNotice: NoticePreview }>(
    `query ($contractId: ID!, $receivedAt: DateTime, $party: NoticeParty) {
       previewNotice(contractId: $contractId, receivedAt: $receivedAt, party: $party) {
         allowed ${USER_ERRORS} endsOn inTime deadline explanation
         consequences { kind at explanation subject { __typename id } } } }`,
    { contractId, receivedAt, party },
  );
  return preview;
}
