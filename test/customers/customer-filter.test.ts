import { GraphQLClient } from 'graphql-request';
import { createCustomer } from '../support/builders';
import { useServer } from '../support/test-server';

const server = useServer(undefined, 'customer_filter');
let admin: GraphQLClient;
let partnerId: string;
let otherPartnerId: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const create = (number: string, fields: object = {}) => createCustomer(admin, { number, ...fields });
  partnerId = await create('p-2', { isPartner: true });
  otherPartnerId = await create('P-1', { isPartner: true });
  await create('C-3', { partnerId });
  await create('c-2', { partnerId });
  await create('C-1');
});

async function numbers(filter: object, orderBy = 'CREATED', args = ''): Promise<readonly string[]> {
  const { customers } = await admin.request<{
    customers: { nodes: { number: string }[]; totalCount: number };
  }>(
    `query ($filter: CustomerFilter, $orderBy: CustomerOrder) {
       customers(filter: $filter, orderBy: $orderBy${args}) { totalCount nodes { number } } }`,
    { filter, orderBy },
  );
  return customers.nodes.map(({ number }) => number);
}

it('the customers of a partner are its own, and neither itself nor those of nobody', async () => {
  expect(await numbers({ partnerId })).toEqual(['C-3', 'c-2']);
  expect(await numbers({ partnerId: otherPartnerId })).toEqual([]);
});

it('partners are told from customers that are none', async () => {
  expect(await numbers({ isPartner: true })).toEqual(['p-2', 'P-1']);
  expect(await numbers({ isPartner: false })).toEqual(['C-3', 'c-2', 'C-1']);
});

it('customers in the order of their numbers stand as if these were in small letters, from either end', async () => {
  expect(await numbers({}, 'NUMBER')).toEqual(['C-1', 'c-2', 'C-3', 'P-1', 'p-2']);
  expect(await numbers({}, 'NUMBER', ', last: 2')).toEqual(['P-1', 'p-2']);
  expect(await numbers({ partnerId }, 'NUMBER')).toEqual(['c-2', 'C-3']);
});
