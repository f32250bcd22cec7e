import { GraphQLClient } from 'graphql-request';
import { booked, cancel, deliver, orderAdditional, reverse } from '../consulting/consulting-api';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { usage } from './usage-api';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };

describe('consultingUsage', () => {
  let admin: GraphQLClient;
  let billing: GraphQLClient;
  const customers: string[] = [];
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock, 'consulting_usage');

  beforeAll(async () => {
    admin = await server.as('ADMIN');
    billing = await server.as('BILLING');
    customers.push(
      await createCustomer(admin, { number: 'C-A' }),
      await createCustomer(admin, { number: 'C-B' }),
    );
    const one = await order(admin, 'it-novum', 'premium', {
      ...ORDER,
      customerId: customers[0],
      number: 'K-A',
    });
    const other = await order(admin, 'it-novum', 'basic', {
      ...ORDER,
      customerId: customers[1],
      number: 'K-B',
    });
    await orderAdditional(admin, other.id, 2, { listPricePerHour: '99.99' });
    await orderAdditional(admin, other.id, 1, { listPricePerHour: '12000', currency: 'JPY' });
    const [included, called_off] = await booked(admin, one.id, '2026-06-02T07:00:00Z', { blocks: 2 });
    const [first, second] = await booked(admin, other.id, '2027-04-01T07:00:00Z', { blocks: 2 });
    await deliver(admin, first!.id);
    await cancel(admin, called_off!.id);
    clock.moveTo('2026-06-03T08:00:00Z');
    await deliver(admin, included!.id, '2026-06-02T11:00:00Z');
    await deliver(admin, second!.id, '2026-05-30T11:00:00Z');
    await reverse(admin, first!.id);
  });

  it('consultingUsage has a row for every order, delivery and reversal, in the order in which they were written', async () => {
    const { nodes, totalCount } = await usage(billing);
    expect(totalCount).toBe(6);
    expect(
      nodes.map((row) => `${row.contract.number} ${row.kind} ${row.source} ${row.hours} ${row.occurredAt}`),
    ).toEqual([
      'K-B ORDERED ADDITIONAL 8 2026-06-01T08:00:00.000Z',
      'K-B ORDERED ADDITIONAL 4 2026-06-01T08:00:00.000Z',
      'K-B DELIVERED ADDITIONAL 4 2026-06-01T08:00:00.000Z',
      'K-A DELIVERED INCLUDED 4 2026-06-02T11:00:00.000Z',
      'K-B DELIVERED ADDITIONAL 4 2026-05-30T11:00:00.000Z',
      'K-B REVERSED ADDITIONAL 4 2026-06-03T08:00:00.000Z',
    ]);
  });

  it('consultingUsage names customer, plan version, contract year and money', async () => {
    const { nodes } = await usage(billing);
    expect(nodes[0]).toMatchObject({
      customer: { number: 'C-B' },
      plan: { code: 'basic', version: 1 },
      contractYear: 1,
      discountPercent: 0,
      listPrice: { amount: '99.99', currency: 'EUR' },
      netAmount: { amount: '799.92', currency: 'EUR' },
    });
    expect(nodes[1]).toMatchObject({
      listPrice: { amount: '12000', currency: 'JPY' },
      netAmount: { amount: '48000' },
    });
    // The appointment lies in the second contract year.
    expect(nodes[2]).toMatchObject({ contractYear: 2, netAmount: { amount: '399.96', currency: 'EUR' } });
    expect(nodes[3]).toMatchObject({
      customer: { number: 'C-A' },
      listPrice: null,
      netAmount: null,
      discountPercent: 0,
    });
  });

  it('consultingUsage has totals over the whole period, whatever the page', async () => {
    const { totals, nodes } = await usage(billing, { first: 1 });
    expect(nodes).toHaveLength(1);
    expect(totals).toEqual([
      { source: 'INCLUDED', kind: 'DELIVERED', hours: 4, netAmount: null, invoiceAmount: null },
      {
        source: 'ADDITIONAL',
        kind: 'DELIVERED',
        hours: 8,
        netAmount: { amount: '799.92', currency: 'EUR' },
        invoiceAmount: null,
      },
      {
        source: 'ADDITIONAL',
        kind: 'ORDERED',
        hours: 8,
        netAmount: { amount: '799.92', currency: 'EUR' },
        invoiceAmount: { amount: '799.92', currency: 'EUR' },
      },
      {
        source: 'ADDITIONAL',
        kind: 'ORDERED',
        hours: 4,
        netAmount: { amount: '48000', currency: 'JPY' },
        invoiceAmount: { amount: '48000', currency: 'JPY' },
      },
      {
        source: 'ADDITIONAL',
        kind: 'REVERSED',
        hours: 4,
        netAmount: { amount: '399.96', currency: 'EUR' },
        invoiceAmount: null,
      },
    ]);
  });

  it('consultingUsage contains the first instant of the period and not its last', async () => {
    const kinds = async (from: string, to: string) =>
      (await usage(billing, { from, to })).nodes.map((row) => row.kind);
    expect(await kinds('2026-06-02T11:00:00Z', '2026-06-03T08:00:00Z')).toEqual(['DELIVERED']);
    expect(await kinds('2026-06-02T11:00:00.001Z', '2026-06-03T08:00:00.001Z')).toEqual(['REVERSED']);
  });

  it('consultingUsage can be of one customer', async () => {
    const { nodes, totals, totalCount } = await usage(billing, { customerId: customers[0] });
    expect(nodes.map((row) => row.contract.number)).toEqual(['K-A']);
    expect(totals).toHaveLength(1);
    expect(totalCount).toBe(1);
  });

  it('consultingUsage is walked page by page, and goes on from the last cursor with what came since', async () => {
    const all = (await usage(billing)).nodes.map((row) => row.id);
    const walked: string[] = [];
    let after: string | null = null;
    for (let page = await usage(billing, { first: 4 }); ; page = await usage(billing, { first: 4, after })) {
      walked.push(...page.nodes.map((row) => row.id));
      after = page.pageInfo.endCursor ?? after;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(walked).toEqual(all);
    expect((await usage(billing, { after })).nodes).toEqual([]);
  });

  it.each([
    [{ first: 201 }, 'first must be from 0 to 200.'],
    [{ first: -1 }, 'first must be from 0 to 200.'],
    [{ after: 'nonsense' }, 'after must be a cursor'],
    [{ to: '2026-01-01T00:00:00Z' }, 'to must lie after from'],
  ])('consultingUsage refuses %j', async (args, message) => {
    await expect(usage(billing, args)).rejects.toThrow(message);
  });

  it('consultingUsage gives pages of 200', async () => {
    expect((await usage(billing, { first: 200 })).nodes).toHaveLength(6);
  });

  it.each(['SALES', 'SUPPORT'] as const)('consultingUsage is not for %s', async (role) => {
    await expect(usage(await server.as(role))).rejects.toThrow('may not call Query.consultingUsage');
  });

  it('consultingUsage is not for a customer, whose rows would stand beside those of all others', async () => {
    const customer = await server.as('CUSTOMER', customers[0]);
    await expect(usage(customer, { customerId: customers[0] })).rejects.toThrow(
      'may not call Query.consultingUsage',
    );
  });

  it('consultingUsage goes on from a cursor that was given out before, which is the place of a row in the feed', async () => {
    const { nodes, pageInfo } = await usage(billing, { first: 2 });
    const place = Buffer.from('["consulting_usage","2"]').toString('base64url');
    expect(pageInfo.endCursor).toBe(place);
    const rest = (await usage(billing, { after: place })).nodes;
    expect([...nodes, ...rest]).toEqual((await usage(billing)).nodes);
  });
});
