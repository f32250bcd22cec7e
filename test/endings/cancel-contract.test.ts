import { GraphQLClient } from 'graphql-request';
import { book, booked, canBook, orderAdditional } from '../consulting/consulting-api';
import {
  changePlan,
  CONTRACT,
  giveNotice,
  ordered,
  previewNotice,
  snapshotAt,
} from '../contracts/contract-api';
import { contactNamed, order } from '../support/builders';
import { countersAgree } from '../support/counters-agree';
import { Answer, codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

/** Ten days after the order; the contract becomes active on 2026-03-15. */
const NOW = '2026-02-20T12:00:00Z';
const clock = new TestClock(NOW);
const server = useServer(clock, 'cancel_contract');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

function cancelContract(client: GraphQLClient, contractId: string): Promise<Answer> {
  return mutate(client, 'cancelContract', { contractId, reason: 'ordered twice' }, CONTRACT);
}

describe('a contract that is still ORDERED', () => {
  it('a contract that is still ORDERED is cancelled with its appointments and its scheduled change, and nothing of it comes any more', async () => {
    const { id, number } = await ordered(admin, 'it-novum', 'premium');
    await booked(admin, id, '2026-06-01T08:00:00Z', { blocks: 3 });
    await changePlan(admin, id, ['it-novum', 'standard']);
    const { contract, userErrors } = await cancelContract(admin, id);
    expect(userErrors).toEqual([]);
    expect(contract).toMatchObject({
      renewsOn: null,
      noticeDeadline: null,
      endsOn: null,
      snapshot: { status: 'CANCELLED', plan: { code: 'premium' } },
    });
    const told = await admin.request<Record<string, object>>(
      `query ($id: ID!) { contract(id: $id) { scheduledPlanChange { effectiveOn }
         consultingBlocks(first: 5) { nodes { status } } timeline { on kind coming } } }`,
      { id },
    );
    expect(told['contract']).toEqual({
      scheduledPlanChange: null,
      consultingBlocks: { nodes: Array(3).fill({ status: 'CANCELLED' }) },
      timeline: [
        { on: '2026-02-10', kind: 'ORDERED', coming: false },
        { on: '2026-02-15', kind: 'CONTACTS_DUE', coming: false },
        { on: '2026-02-20', kind: 'CANCELLED', coming: false },
      ],
    });
    clock.moveTo('2028-01-01T12:00:00Z');
    expect(await snapshotAt(admin, id)).toMatchObject({
      status: 'CANCELLED',
      plan: { code: 'premium' },
      contactsOverdue: false,
      supportReachable: false,
    });
    expect((await snapshotAt(admin, id, '2026-02-20T11:59:59.999Z')).status).toBe('ORDERED');
    await expect(order(admin, 'it-novum', 'basic', { number })).rejects.toThrow('has this number');
    await countersAgree(server.database, clock.now());
  });

  it('a contract that was cancelled while ORDERED is listed as CANCELLED, and as nothing else', async () => {
    const customer = await ordered(admin, 'it-novum', 'premium');
    await cancelContract(admin, customer.id);
    const { contract } = await admin.request<{ contract: { customer: { id: string } } }>(
      'query ($id: ID!) { contract(id: $id) { customer { id } } }',
      { id: customer.id },
    );
    const statuses = ['ORDERED', 'ACTIVE', 'NOTICE_GIVEN', 'ENDED', 'CANCELLED', 'NOT_ORDERED'];
    for (const at of [NOW, '2026-04-01T12:00:00Z', '2028-01-01T12:00:00Z']) {
      clock.moveTo(at);
      for (const status of statuses) {
        const { contracts } = await admin.request<{ contracts: { totalCount: number } }>(
          `query ($filter: ContractFilter) { contracts(filter: $filter) { totalCount } }`,
          { filter: { customerId: contract.customer.id, status } },
        );
        expect([status, contracts.totalCount]).toEqual([status, status === 'CANCELLED' ? 1 : 0]);
      }
    }
  });

  it('a contract that was cancelled while ORDERED grants nothing, also for a time after its activation', async () => {
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await cancelContract(admin, id);
    const before = await rowCounts(server.database);
    const contact = { contractId: id, contact: contactNamed('Zoe') };
    const refused = [
      await book(admin, id, '2026-06-01T08:00:00Z'),
      await orderAdditional(admin, id, 1),
      await mutate(admin, 'addNamedContact', contact, 'namedContact { id }'),
      await changePlan(admin, id, ['it-novum', 'standard']),
    ];
    for (const answer of refused) expect(codesOf(answer)).toContain('CONTRACT_NOT_ACTIVE');
    expect(codesOf(await giveNotice(admin, id, NOW))).toEqual(['INVALID_STATE']);
    expect(codesOf(await cancelContract(admin, id))).toEqual(['INVALID_STATE']);
    expect(await rowCounts(server.database)).toEqual(before);
    expect(await canBook(admin, id, '2026-06-01T08:00:00Z')).toMatchObject({ allowed: false });
    expect(await previewNotice(admin, id, null)).toMatchObject({
      allowed: false,
      inTime: false,
      endsOn: '2026-02-20',
      consequences: [],
    });
  });

  it('a contract that is still ORDERED is cancelled until the last instant before its activation, with a reason, by admin or sales', async () => {
    const { id } = await ordered(admin, 'it-novum', 'premium');
    const blank = await mutate(admin, 'cancelContract', { contractId: id, reason: ' ' });
    expect(blank.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'reason'] }]);
    for (const role of ['SUPPORT', 'BILLING'] as const)
      await expect(cancelContract(await server.as(role), id)).rejects.toThrow('may not call');
    clock.moveTo('2026-03-14T23:00:00Z');
    expect((await cancelContract(admin, id)).userErrors).toMatchObject([
      { code: 'INVALID_STATE', message: expect.stringContaining('giveNotice') },
    ]);
    clock.moveTo('2026-03-14T22:59:59.999Z');
    expect(codesOf(await cancelContract(await server.as('SALES'), id))).toEqual([]);
  });
});
