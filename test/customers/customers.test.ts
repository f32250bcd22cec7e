import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, order, uniqueNumber } from '../support/builders';
import { idOf, mutate } from '../support/mutate';
import { readContract } from '../support/read-contract';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const NOW = '2026-06-10T10:00:00.000Z';
const CUSTOMER = 'customer { id number name region isPartner partner { id } }';
const UNKNOWN = toGlobalId('Customer', '999999999999');

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

const create = (fields: object) =>
  mutate(
    admin,
    'createCustomer',
    { number: uniqueNumber('C'), name: 'Acme', region: 'EUROPE', ...fields },
    CUSTOMER,
  );
const update = (customerId: string, fields: object) =>
  mutate(admin, 'updateCustomer', { customerId, ...fields }, CUSTOMER);

async function numbersOf(filter: object): Promise<string[]> {
  const document =
    'query ($filter: CustomerFilter) { customers(first: 100, filter: $filter) { nodes { number } } }';
  const { customers } = await admin.request<{ customers: { nodes: { number: string }[] } }>(document, {
    filter,
  });
  return customers.nodes.map((customer) => customer.number);
}

describe('a customer', () => {
  it('a customer is found by its id and by its number, as it was created', async () => {
    const number = uniqueNumber('C');
    const { customer } = await create({ number, name: 'Müller & Söhne', region: 'AMERICAS' });
    const made = { number, name: 'Müller & Söhne', region: 'AMERICAS', isPartner: false, partner: null };
    expect(customer).toEqual({ id: customer.id, ...made });
    const document = `query ($id: ID!, $number: String!) {
      byId: customer(id: $id) { ...all } byNumber: customer(number: $number) { ...all }
    } fragment all on Customer { id number name region isPartner partner { id } }`;
    expect(await admin.request(document, { id: customer.id, number })).toEqual({
      byId: customer,
      byNumber: customer,
    });
  });

  it('a customer has a number that no other has', async () => {
    const { customer } = await create({});
    const before = await rowCounts(server.database);
    const { userErrors } = await create({ number: customer.number });
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'number'] }]);
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('a customer may be the customer of a partner, and of nobody else', async () => {
    const partnerId = await createCustomer(admin, { isPartner: true });
    expect((await create({ partnerId })).customer.partner).toEqual({ id: partnerId });
    const plain = await create({});
    const { userErrors } = await create({ partnerId: plain.customer.id });
    expect(userErrors).toMatchObject([
      {
        code: 'INVALID_STATE',
        message: `Customer ${plain.customer.number} is not a partner; only a partner can have customers of its own.`,
        path: ['input', 'partnerId'],
      },
    ]);
    const unknown = await create({ partnerId: UNKNOWN });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'partnerId'] }]);
  });

  it('a customer keeps what a change leaves out', async () => {
    const created = await create({ region: 'AMERICAS' });
    const id = idOf(created, 'customer');
    const before = { ...(created['customer'] as object), name: 'New name' };
    expect((await update(id, { name: 'New name' })).customer).toEqual(before);
    expect((await update(id, {})).customer).toEqual(before);
    expect((await update(id, { region: 'EUROPE', name: null })).customer).toEqual({
      ...before,
      region: 'EUROPE',
    });
    expect((await update(UNKNOWN, { name: 'x' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'customerId'] },
    ]);
  });

  it('a customer is written to in English unless it wants German', async () => {
    const languageOf = (id: string) =>
      admin.request('query ($id: ID!) { customer(id: $id) { language } }', { id });
    const english = await createCustomer(admin);
    expect(await languageOf(english)).toEqual({ customer: { language: 'EN' } });
    const german = await createCustomer(admin, { language: 'DE' });
    expect(await languageOf(german)).toEqual({ customer: { language: 'DE' } });
    await update(german, { name: 'Still German', language: null });
    expect(await languageOf(german)).toEqual({ customer: { language: 'DE' } });
    await update(english, { language: 'DE' });
    expect(await languageOf(english)).toEqual({ customer: { language: 'DE' } });
  });

  it('a customer gets a partner later, which is one and not below it', async () => {
    const [top, middle, plain] = [
      await createCustomer(admin),
      await createCustomer(admin),
      await createCustomer(admin),
    ];
    const refused = async (id: string, partnerId: string, code: string) =>
      expect((await update(id, { partnerId })).userErrors).toMatchObject([
        { code, path: ['input', 'partnerId'] },
      ]);
    await refused(middle, top, 'INVALID_STATE');
    await update(top, { isPartner: true });
    expect((await update(middle, { partnerId: top, isPartner: true })).customer).toMatchObject({
      isPartner: true,
      partner: { id: top },
    });
    expect((await update(plain, { partnerId: middle })).customer.partner).toEqual({ id: middle });
    await refused(top, middle, 'INVALID_STATE');
    await refused(top, top, 'INVALID_STATE');
    await refused(top, UNKNOWN, 'NOT_FOUND');
    await update(plain, { isPartner: true });
    await refused(top, plain, 'INVALID_STATE');
  });

  it('a customer stays a partner while it has customers', async () => {
    const partner = await createCustomer(admin, { isPartner: true });
    const other = await createCustomer(admin, { isPartner: true });
    const id = await createCustomer(admin, { partnerId: partner });
    expect((await update(partner, { isPartner: false })).userErrors).toMatchObject([
      { code: 'INVALID_STATE', path: ['input', 'isPartner'] },
    ]);
    await update(id, { partnerId: other });
    expect((await update(partner, { isPartner: false })).customer.isPartner).toBe(false);
  });

  it('customers that would make each other their partner at once end in no circle', async () => {
    const ids = await Promise.all([0, 1, 2].map(() => createCustomer(admin, { isPartner: true })));
    const answers = await Promise.all(
      ids.map((id, place) => update(id, { partnerId: ids[(place + 1) % 3] })),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(2);
  });

  it('a customer works on the clock of its region, and of its old region until it moved, twice in an instant too', async () => {
    const { id } = await order(admin, 'op5', 'standard', { orderReceivedAt: '2026-05-01T10:00:00Z' });
    const read = (before: string) =>
      readContract<{ customer: { id: string } }>(
        admin,
        id,
        `customer { id } before: snapshot(at: "${before}") { nextOpensAt } now: snapshot { nextOpensAt }`,
      );
    const evening = '2026-06-10T16:30:00.000Z';
    clock.moveTo(evening);
    const { customer } = await read(evening);
    for (const region of ['AMERICAS', 'EUROPE', 'AMERICAS']) await update(customer.id, { region });
    clock.moveTo('2026-06-10T17:00:00.000Z');
    const contract = await read('2026-06-10T16:29:59.999Z');
    expect(contract).toMatchObject({
      before: { nextOpensAt: '2026-06-11T06:00:00.000Z' },
      now: { nextOpensAt: '2026-06-10T17:00:00.000Z' },
    });
  });
});

describe('the list of customers', () => {
  it('the list of customers is searched in name and number, in any case, with nothing standing for anything else', async () => {
    const mark = uniqueNumber('SEARCH');
    await createCustomer(admin, { number: `${mark}-1`, name: `Straße 100%_${mark.toLowerCase()}` });
    await createCustomer(admin, { number: `${mark}-2`, name: 'Other', region: 'AMERICAS' });
    expect(await numbersOf({ search: mark.toLowerCase() })).toEqual([`${mark}-1`, `${mark}-2`]);
    expect(await numbersOf({ search: `STRASSE 100%_${mark}` })).toEqual([`${mark}-1`]);
    expect(await numbersOf({ search: `straße 100%_${mark}` })).toEqual([`${mark}-1`]);
    expect(await numbersOf({ search: `${mark}-_` })).toEqual([]);
    expect(await numbersOf({ search: `%${mark}` })).toEqual([]);
    expect(await numbersOf({ search: mark, region: 'AMERICAS' })).toEqual([`${mark}-2`]);
    expect(await numbersOf({ search: `'; DROP TABLE customers; --` })).toEqual([]);
  });
});
