import { GraphQLClient } from 'graphql-request';
import { Answer, mutate, USER_ERRORS, UserError } from '../support/mutate';

export interface Block {
  readonly id: string;
  readonly source: 'INCLUDED' | 'ADDITIONAL';
  readonly status: 'BOOKED' | 'DELIVERED' | 'CANCELLED' | 'REVERSED';
  readonly startsAt: string;
  readonly contractYear: number;
}

const BLOCK =
  'id source status startsAt contractYear hours subject consultant deliveredBy deliveryRecordedAt order { id } contract { id }';

/** Books blocks under a contract; one about upgrades, unless told otherwise. */
export function book(
  client: GraphQLClient,
  contractId: string,
  startsAt: string,
  fields: object = {},
): Promise<Answer> {
  const input = { contractId, startsAt, subject: 'Upgrade', ...fields };
  return mutate(client, 'bookConsultingBlock', input, `consultingBlocks { ${BLOCK} }`);
}

/** The blocks of a booking that must succeed. */
export async function booked(...call: Parameters<typeof book>): Promise<readonly Block[]> {
  const { consultingBlocks, userErrors } = await book(...call);
  if (consultingBlocks === null) throw new Error(JSON.stringify(userErrors));
  return consultingBlocks as Block[];
}

export function cancel(client: GraphQLClient, blockId: string): Promise<Answer> {
  const input = { blockId, reason: 'no time' };
  return mutate(client, 'cancelConsultingBlock', input, `consultingBlock { ${BLOCK} cancelledAt }`);
}

export function deliver(
  client: GraphQLClient,
  blockId: string,
  deliveredAt?: string,
  deliveredBy?: string,
): Promise<Answer> {
  const input = { blockId, deliveredAt, deliveredBy };
  return mutate(client, 'deliverConsultingBlock', input, `consultingBlock { ${BLOCK} deliveredAt }`);
}

export function reverse(client: GraphQLClient, blockId: string): Promise<Answer> {
  const input = { blockId, reason: 'did not take place' };
  return mutate(
    client,
    'reverseConsultingBlock',
    input,
    `consultingBlock { ${BLOCK} deliveredAt reversedAt }`,
  );
}

/** Moves an appointment, or changes what else is given. */
export function update(client: GraphQLClient, blockId: string, change: object): Promise<Answer> {
  return mutate(client, 'updateConsultingBlock', { blockId, ...change }, `consultingBlock { ${BLOCK} }`);
}

export interface Order {
  readonly id: string;
  readonly blocks: number;
  readonly reversedBlocks: number;
  readonly usedBlocks: number;
  readonly remainingBlocks: number;
  readonly netAmount: { amount: string; currency: string };
}

const ORDER = 'id orderedAt blocks reversedBlocks usedBlocks remainingBlocks netAmount { amount currency }';

export async function ordersOf(client: GraphQLClient, contractId: string): Promise<readonly Order[]> {
  const { contract } = await client.request<{ contract: { consultingOrders: readonly Order[] } }>(
    `query ($id: ID!) { contract(id: $id) { consultingOrders { ${ORDER} } } }`,
    { id: contractId },
  );
  return contract.consultingOrders;
}

/** The id of the oldest order of a contract. */
export async function firstOrderOf(client: GraphQLClient, contractId: string): Promise<string> {
  return (await ordersOf(client, contractId))[0]!.id;
}

/** Takes blocks of an order back; all that are unused unless told how many. */
export function reverseOrder(client: GraphQLClient, orderId: string, blocks?: number): Promise<Answer> {
  const input = { orderId, blocks, reason: 'ordered too many' };
  return mutate(client, 'reverseConsultingOrder', input, `consultingOrder { ${ORDER} }`);
}

const ADDITIONAL = 'includedConsultingBlocks { limit used } additionalConsultingBlocks { limit used }';

/** Orders additional blocks at 150.00 EUR an hour, unless told otherwise. */
export function orderAdditional(
  client: GraphQLClient,
  contractId: string,
  blocks: number,
  fields: object = {},
): Promise<Answer> {
  const input = { contractId, blocks, listPricePerHour: '150.00', currency: 'EUR', ...fields };
  return mutate(client, 'orderAdditionalConsulting', input, `contract { id snapshot { ${ADDITIONAL} } }`);
}

export interface Quotas {
  readonly includedConsultingBlocks: { limit: number; used: number; resetsAt: string | null };
  readonly additionalConsultingBlocks: { limit: number; used: number; resetsAt: string | null };
}

export async function quotas(client: GraphQLClient, contractId: string, at?: string): Promise<Quotas> {
  const { contract } = await client.request<{ contract: { snapshot: Quotas } }>(
    `query ($id: ID!, $at: DateTime) { contract(id: $id) { snapshot(at: $at) {
       includedConsultingBlocks { limit used resetsAt } additionalConsultingBlocks { limit used resetsAt } } } }`,
    { id: contractId, at },
  );
  return contract.snapshot;
}

export interface CanBook {
  readonly allowed: boolean;
  readonly at: string;
  readonly quota: { limit: number; used: number; remaining: number; resetsAt: string | null } | null;
  readonly rules: readonly { rule: string; outcome: string; explanation: string }[];
  readonly userErrors: readonly UserError[];
  readonly allowedByPlans: readonly { code: string }[];
}

export async function canBook(
  client: GraphQLClient,
  contractId: string,
  startsAt: string,
  blocks?: number,
): Promise<CanBook> {
  const { canBookConsultingBlock } = await client.request<{ canBookConsultingBlock: CanBook }>(
    `query ($contractId: ID!, $startsAt: DateTime!, $blocks: Int) {
       canBookConsultingBlock(contractId: $contractId, startsAt: $startsAt, blocks: $blocks) {
         allowed at quota { limit used remaining resetsAt } rules { rule outcome explanation } ${USER_ERRORS} allowedByPlans { code } } }`,
    { contractId, startsAt, blocks },
  );
  return canBookConsultingBlock;
}

/** May additional blocks be ordered; one, unless told otherwise. */
export async function canOrder(
  client: GraphQLClient,
  contractId: string,
  blocks = 1,
): Promise<Omit<CanBook, 'at'>> {
  const { canOrderAdditionalConsulting } = await client.request<{ canOrderAdditionalConsulting: CanBook }>(
    `query ($contractId: ID!, $blocks: Int!) {
       canOrderAdditionalConsulting(contractId: $contractId, blocks: $blocks) {
         allowed quota { limit used remaining resetsAt } rules { rule outcome explanation } ${USER_ERRORS} allowedByPlans { code } } }`,
    { contractId, blocks },
  );
  return canOrderAdditionalConsulting;
}
