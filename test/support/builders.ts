import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';

/** A number that no other test uses: all test files of a worker share one database. */
export function uniqueNumber(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 13)}`;
}

export function contactNamed(name: string) {
  return { name, email: `${name.toLowerCase()}@example.com`, phone: '+49 661 103 0' };
}

export async function planId(client: GraphQLClient, provider: string, code: string): Promise<string> {
  const { provider: found } = await client.request<{ provider: { plans: { id: string; code: string }[] } }>(
    'query ($code: String!) { provider(code: $code) { plans { id code } } }',
    { code: provider },
  );
  return found.plans.find((plan) => plan.code === code)!.id;
}

export async function createCustomer(client: GraphQLClient, fields: object = {}): Promise<string> {
  const input = { number: uniqueNumber('C'), name: 'Test customer', region: 'EUROPE', ...fields };
  const { createCustomer: payload } = await client.request<{ createCustomer: { customer: { id: string } } }>(
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { message } } }',
    { input },
  );
  return payload.customer.id;
}

export interface OrderedContract {
  readonly id: string;
  readonly number: string;
  readonly namedContacts: readonly { readonly id: string; readonly name: string }[];
}

/** Orders a contract; one with a contact, received 40 days ago and so active since 10 days, unless told otherwise. */
export async function order(
  client: GraphQLClient,
  provider: string,
  plan: string,
  fields: object = {},
): Promise<OrderedContract> {
  const input = {
    customerId: (fields as { customerId?: string }).customerId ?? (await createCustomer(client)),
    planId: await planId(client, provider, plan),
    number: uniqueNumber('K'),
    orderReceivedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    contacts: [contactNamed('Ada')],
    ...fields,
  };
  const { orderContract } = await client.request<{
    orderContract: { contract: OrderedContract | null; userErrors: { message: string }[] };
  }>(
    `mutation ($input: OrderContractInput!) {
       orderContract(input: $input) { contract { id number namedContacts { id name } } userErrors { code message path } }
     }`,
    { input },
  );
  if (orderContract.contract === null) throw new Error(JSON.stringify(orderContract.userErrors));
  return orderContract.contract;
}
