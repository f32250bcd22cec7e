import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer, order } from '../support/builders';
import { readPages } from '../support/read-pages';
import { useServer } from '../support/test-server';

const server = useServer();
const word = `q${randomUUID().slice(0, 8)}`;
let admin: GraphQLClient;

interface Found {
  readonly customers: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly name: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

async function names(search: string, args: object = {}, client = admin): Promise<readonly string[]> {
  const pages = await readPages(async (after) => {
    const { customers } = await client.request<Found>(
      `query ($search: String!, $orderBy: CustomerOrder, $after: String) {
         customers(first: 2, after: $after, orderBy: $orderBy, filter: { search: $search }) {
           totalCount nodes { name } pageInfo { endCursor hasNextPage } } }`,
      { search, after, ...args },
    );
    return customers;
  });
  const found = pages.flatMap(({ nodes }) => nodes.map(({ name }) => name));
  expect(pages.at(-1)!.totalCount).toBe(found.length);
  return found;
}

beforeAll(async () => {
  admin = await server.as('ADMIN');
  for (const name of [`Old ${word} & Co`, `${word} Works`, `My_${word}`, word.toUpperCase(), `${word} Arts`])
    await createCustomer(admin, { name });
  const customerId = await createCustomer(admin, { name: 'Known by a contact' });
  await order(admin, 'it-novum', 'standard', {
    customerId,
    contacts: [contactNamed(word), contactNamed(`${word}2`)],
  });
});

it('what is searched matches as a whole first, then from its beginning, then in any part, page by page, each once', async () => {
  expect(await names(word)).toEqual([
    word.toUpperCase(),
    `${word} Works`,
    `${word} Arts`,
    'Known by a contact',
    `Old ${word} & Co`,
    `My_${word}`,
  ]);
  expect((await names(word, { orderBy: 'NAME' })).slice(0, 4)).toEqual([
    word.toUpperCase(),
    'Known by a contact',
    `${word} Arts`,
    `${word} Works`,
  ]);
});

it('what is searched is a text, in which no letter stands for others', async () => {
  expect(await names(`y_${word}`)).toEqual([`My_${word}`]);
  expect(await names(`%${word}`)).toEqual([]);
});

it('below three letters only beginnings are found', async () => {
  const few = await names(word.slice(1, 3));
  expect(few.filter((name) => name.toLowerCase().includes(word))).toEqual([]);
});

it('an address is found as it is folded, by staff of its provider and not by that of another', async () => {
  const address = `${word}@EXAMPLE.com`;
  expect(await names(address)).toEqual(['Known by a contact']);
  const clientOf = async (provider: string) =>
    new GraphQLClient(server.url, {
      headers: { authorization: `Bearer ${await server.keyBoundTo(provider, 'SALES')}` },
    });
  expect(await names(address, {}, await clientOf('it-novum'))).toEqual(['Known by a contact']);
  expect(await names(address, {}, await clientOf('op5'))).toEqual([]);
});
