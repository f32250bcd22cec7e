import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer, order } from '../support/builders';
import { readPages } from '../support/read-pages';
import { clientFor, useServer } from '../support/test-server';

const server = useServer();
const word = `q${randomUUID().slice(0, 8)}`;
let admin: GraphQLClient;

interface Found {
  readonly contracts: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly number: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

async function numbers(search: string, args: object = {}, client = admin): Promise<readonly string[]> {
  const pages = await readPages(async (after) => {
    const { contracts } = await client.request<Found>(
      `query ($search: String!, $orderBy: ContractOrder, $after: String) {
         contracts(first: 2, after: $after, orderBy: $orderBy, filter: { search: $search }) {
           totalCount nodes { number } pageInfo { endCursor hasNextPage } } }`,
      { search, after, ...args },
    );
    return contracts;
  });
  const found = pages.flatMap(({ nodes }) => nodes.map(({ number }) => number));
  expect(pages.at(-1)!.totalCount).toBe(found.length);
  return found;
}

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const sell = async (number: string, customer: object = {}, contact = 'Nobody') =>
    order(admin, 'it-novum', 'standard', {
      number,
      customerId: await createCustomer(admin, customer),
      contacts: [contactNamed(contact)],
    });
  await sell(`1-${word}-part`);
  await sell(`${word}-prefix`);
  await sell(word.toUpperCase());
  await sell(`2-${word}_part`);
  await sell('name as a whole', { name: word });
  await sell('name in part', { name: `Old ${word}` });
  await sell('number of the customer', { number: `${word}-customer` });
  await sell('address', {}, `${word}.a`);
});

it('contracts match as a whole first, then from the beginning, then in any part, page by page, each once', async () => {
  expect(await numbers(word)).toEqual([
    word.toUpperCase(),
    'name as a whole',
    `${word}-prefix`,
    'number of the customer',
    'address',
    `1-${word}-part`,
    `2-${word}_part`,
    'name in part',
  ]);
});

it('contracts that match equally well stand in the order that is asked for', async () => {
  expect(await numbers(word, { orderBy: 'CREATED_DESC' })).toEqual([
    'name as a whole',
    word.toUpperCase(),
    'address',
    'number of the customer',
    `${word}-prefix`,
    'name in part',
    `2-${word}_part`,
    `1-${word}-part`,
  ]);
});

it('a contract is found by a text in which no letter stands for others', async () => {
  expect(await numbers(`${word}_part`)).toEqual([`2-${word}_part`]);
  expect(await numbers(`%${word}`)).toEqual([]);
});

it('below three letters a contract is found as a whole and from the beginning, and from three on in any part', async () => {
  const letters = (length: number) => String.fromCodePoint(...drawn.slice(0, length));
  // Letters that no other test of this database uses.
  const drawn = Array.from({ length: 3 }, () => 0x4e00 + Math.floor(Math.random() * 0x5000));
  for (const number of [`a${letters(3)}`, `${letters(3)}b`, letters(2)])
    await order(admin, 'it-novum', 'standard', { number });
  expect(await numbers(letters(2))).toEqual([letters(2), `${letters(3)}b`]);
  expect(await numbers(letters(1))).toEqual([`${letters(3)}b`, letters(2)]);
  expect(await numbers(letters(3))).toEqual([`${letters(3)}b`, `a${letters(3)}`]);
});

it('a contract is found by the address of its contact as it is folded, by staff of its provider and not by that of another', async () => {
  const address = `${word}.A@EXAMPLE.com`;
  const as = async (provider: string) =>
    numbers(address, {}, clientFor(server.url, await server.keyBoundTo(provider, 'SALES')));
  expect(await as('it-novum')).toEqual(['address']);
  expect(await as('op5')).toEqual([]);
});
