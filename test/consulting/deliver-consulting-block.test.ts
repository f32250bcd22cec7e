import { GraphQLClient } from 'graphql-request';
import { order, planId } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { usage } from '../billing/usage-api';
import { booked, cancel, deliver, orderAdditional, quotas } from './consulting-api';
import { schedulePlan } from './schedule-plan';

// Active from 2026-03-15, in Berlin: contract year 2 begins at 2027-03-14T23:00Z.
const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const NOW = '2026-06-01T08:00:00Z';
const YEAR_2 = '2027-03-14T23:00:00.000Z';
const BEFORE_YEAR_2 = '2027-03-14T22:59:59.999Z';

describe('deliverConsultingBlock', () => {
  let admin: GraphQLClient;
  const clock = new TestClock(NOW);
  const server = useServer(clock);
  beforeAll(async () => {
    admin = await server.as('ADMIN');
  });
  beforeEach(() => clock.moveTo(NOW));

  it('of included blocks of eleven contract years, only the one of the year of a day can be delivered on that day', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const codes: string[][] = [];
    for (let year = 2026; year <= 2036; year += 1) {
      const [block] = await booked(admin, id, `${year}-07-01T07:00:00Z`);
      codes.push(codesOf(await deliver(admin, block!.id)));
    }
    expect(codes).toEqual([[], ...Array<string[]>(10).fill(['OUTSIDE_CONTRACT_YEAR'])]);
  });

  it.each([
    ['2026-07-01T07:00:00Z', BEFORE_YEAR_2, []],
    ['2026-07-01T07:00:00Z', YEAR_2, ['OUTSIDE_CONTRACT_YEAR']],
    ['2027-07-01T07:00:00Z', BEFORE_YEAR_2, ['OUTSIDE_CONTRACT_YEAR']],
    ['2027-07-01T07:00:00Z', YEAR_2, []],
  ])('deliverConsultingBlock for an included block of %s at %s: %j', async (startsAt, deliveredAt, codes) => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, startsAt);
    clock.moveTo('2027-03-20T08:00:00Z');
    const before = await rowCounts(server.database);
    const answer = await deliver(admin, block!.id, deliveredAt);
    expect(codesOf(answer)).toEqual(codes);
    if (codes.length === 0) return;
    expect(answer.userErrors[0]!.path).toEqual(['input', 'deliveredAt']);
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('an additional block can be delivered on any day before the end of the contract, which ends at its last instant', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    await orderAdditional(admin, id, 3);
    const blocks = await booked(admin, id, '2026-07-01T07:00:00Z', { blocks: 3 });
    const notice = { contractId: id, receivedAt: NOW, party: 'CUSTOMER' };
    expect(codesOf(await mutate(admin, 'giveNotice', notice))).toEqual([]);
    clock.moveTo('2027-03-20T08:00:00Z');
    expect(codesOf(await deliver(admin, blocks[0]!.id, YEAR_2))).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(codesOf(await deliver(admin, blocks[0]!.id))).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(codesOf(await deliver(admin, blocks[0]!.id, BEFORE_YEAR_2))).toEqual([]);
  });

  it('no block can be delivered before the plan that grants it, whatever is withdrawn later', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    const change = {
      contractId: id,
      planId: await planId(admin, 'it-novum', 'premium'),
      effectiveOn: '2026-08-30',
    };
    expect(codesOf(await mutate(admin, 'changePlan', change))).toEqual([]);
    const [block, ...others] = await booked(admin, id, '2026-09-15T07:00:00Z', { blocks: 3 });
    const refused = await deliver(admin, block!.id);
    expect(refused.userErrors).toEqual([
      expect.objectContaining({
        __typename: 'LimitReachedError',
        code: 'NO_CONSULTING_BLOCK_LEFT',
        limit: 0,
        used: 3,
      }),
    ]);
    clock.moveTo('2026-08-30T08:00:00Z');
    expect(codesOf(await deliver(admin, block!.id, '2026-08-29T21:59:59.999Z'))).toEqual([
      'NO_CONSULTING_BLOCK_LEFT',
    ]);
    expect(codesOf(await deliver(admin, block!.id, '2026-08-29T22:00:00.000Z'))).toEqual([]);
    for (const other of others) expect(codesOf(await deliver(admin, other.id))).toEqual([]);
  });

  it('before an upgrade as many blocks can be delivered as the smaller plan grants', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await schedulePlan(server, id, await planId(admin, 'it-novum', 'premium'), '2026-08-30T00:00:00Z');
    const [first, second] = await booked(admin, id, '2026-09-15T07:00:00Z', { blocks: 2 });
    expect(codesOf(await deliver(admin, first!.id))).toEqual([]);
    expect(codesOf(await deliver(admin, second!.id))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    clock.moveTo('2026-09-01T08:00:00Z');
    expect(codesOf(await deliver(admin, second!.id))).toEqual([]);
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { limit: 3, used: 2 } });
  });

  it('a delivery names the plan in force at it, not one that a notice kept from coming', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await schedulePlan(server, id, await planId(admin, 'it-novum', 'premium'), '2027-03-14T23:00:00Z');
    const [block] = await booked(admin, id, '2026-09-15T07:00:00Z');
    await mutate(admin, 'giveNotice', { contractId: id, receivedAt: NOW, party: 'CUSTOMER' });
    clock.moveTo('2027-03-20T08:00:00Z');
    expect(codesOf(await deliver(admin, block!.id, BEFORE_YEAR_2))).toEqual([]);
    const { nodes } = await usage(admin, { to: '2028-01-01T00:00:00Z', contractId: id });
    expect(nodes.map(({ plan }) => plan.code)).toEqual(['standard']);
  });

  it('a delivery keeps who delivered it, by itself the consultant, and when that was recorded', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    const blocks = await booked(admin, id, '2026-05-20T07:00:00Z', { blocks: 3, consultant: 'Grace' });
    const said = await deliver(admin, blocks[0]!.id, '2026-05-20T11:00:00Z', 'Ada');
    expect(said.consultingBlock).toMatchObject({
      deliveredAt: '2026-05-20T11:00:00.000Z',
      deliveredBy: 'Ada',
      deliveryRecordedAt: '2026-06-01T08:00:00.000Z',
      consultant: 'Grace',
    });
    expect((await deliver(admin, blocks[1]!.id)).consultingBlock).toMatchObject({ deliveredBy: 'Grace' });
    expect((await cancel(admin, blocks[2]!.id)).consultingBlock).toMatchObject({
      deliveredBy: null,
      deliveryRecordedAt: null,
    });
  });
});
