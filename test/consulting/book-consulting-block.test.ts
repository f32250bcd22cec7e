import { GraphQLClient } from 'graphql-request';
import { writeNotice } from '../../src/contracts/persistence/contract-notices';
import { localDate } from '../../src/shared/domain/local-date';
import { parseGlobalId, toGlobalId } from '../../src/shared/domain/global-id';
import { order, planId } from '../support/builders';
import { codesOf } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { book, booked, canBook, cancel, orderAdditional, quotas } from './consulting-api';
import { schedulePlan } from './schedule-plan';

// Ordered in February 2026, active from 2026-03-15: contract year 1 ends before 2027-03-15.
const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const LAST_OF_YEAR_1 = '2027-03-14T22:59:59.999Z';
const FIRST_OF_YEAR_2 = '2027-03-14T23:00:00.000Z';
const SUMMER = '2026-07-01T07:00:00Z';

describe('bookConsultingBlock', () => {
  let admin: GraphQLClient;
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock);
  beforeAll(async () => {
    admin = await server.as('ADMIN');
  });
  beforeEach(() => clock.moveTo('2026-06-01T08:00:00Z'));

  it('bookConsultingBlock books up to the number that the plan includes, and refuses the next one with the numbers', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    const two = await booked(admin, id, SUMMER, { blocks: 2, consultant: 'Grace' });
    expect(two).toEqual([
      expect.objectContaining({ source: 'INCLUDED', status: 'BOOKED', contractYear: 1, hours: 4 }),
      expect.objectContaining({ source: 'INCLUDED', contract: { id }, consultant: 'Grace' }),
    ]);
    expect((await canBook(admin, id, SUMMER)).allowed).toBe(true);
    await booked(admin, id, SUMMER);
    const refused = await book(admin, id, SUMMER);
    expect(refused).toEqual({
      consultingBlocks: null,
      userErrors: [
        expect.objectContaining({
          __typename: 'LimitReachedError',
          code: 'NO_CONSULTING_BLOCK_LEFT',
          limit: 3,
          used: 3,
          resetsAt: FIRST_OF_YEAR_2,
          allowedByPlans: [],
        }),
      ],
    });
    expect(refused.userErrors[0]!.message).toBe(
      '3 of 3 included consulting blocks of the contract year 2026-03-15 to 2027-03-14 and 0 of 0 additional ones are used; ' +
        '0 left, 1 asked for. Order additional blocks. The next contract year begins on 2027-03-15.',
    );
  });

  it('a refused bookConsultingBlock names the plans that would help', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    const { userErrors } = await book(admin, id, SUMMER);
    expect(userErrors).toEqual([
      expect.objectContaining({
        limit: 0,
        used: 0,
        allowedByPlans: [{ code: 'standard' }, { code: 'premium' }],
      }),
    ]);
  });

  it('bookConsultingBlock refuses a plan without consulting', async () => {
    const { id } = await order(admin, 'op5', 'premium', { ...ORDER, activateOn: '2026-03-16' });
    expect(codesOf(await book(admin, id, SUMMER))).toEqual(['CONSULTING_NOT_IN_PLAN']);
    expect(codesOf(await orderAdditional(admin, id, 1))).toEqual(['CONSULTING_NOT_IN_PLAN']);
  });

  it('bookConsultingBlock uses included blocks first and then the oldest order, in one booking', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await orderAdditional(admin, id, 1);
    await orderAdditional(admin, id, 2);
    const sources = (await booked(admin, id, SUMMER, { blocks: 3 })).map(({ source }) => source);
    expect(sources).toEqual(['INCLUDED', 'ADDITIONAL', 'ADDITIONAL']);
    const rows = await server.database.sql.rows<{ blocks: number; used: number }>(
      'SELECT blocks, blocks_used AS used FROM consulting_orders WHERE contract_id = $1 ORDER BY id',
      [parseGlobalId(id)!.id],
    );
    expect(rows).toEqual([
      { blocks: 1, used: 1 },
      { blocks: 2, used: 1 },
    ]);
  });

  it('bookConsultingBlock books all blocks of an appointment or none', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await orderAdditional(admin, id, 1);
    const before = await rowCounts(server.database);
    const { userErrors } = await book(admin, id, SUMMER, { blocks: 3 });
    expect(userErrors).toEqual([
      expect.objectContaining({ code: 'NO_CONSULTING_BLOCK_LEFT', limit: 2, used: 0 }),
    ]);
    expect(await rowCounts(server.database)).toEqual(before);
    expect(await quotas(admin, id)).toEqual({
      includedConsultingBlocks: { limit: 1, used: 0, resetsAt: FIRST_OF_YEAR_2 },
      additionalConsultingBlocks: { limit: 1, used: 0, resetsAt: null },
    });
    expect(await booked(admin, id, SUMMER, { blocks: 2 })).toHaveLength(2);
  });

  it('a booked block draws on the contract year in which the appointment begins', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [first] = await booked(admin, id, LAST_OF_YEAR_1);
    expect(codesOf(await book(admin, id, LAST_OF_YEAR_1))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    const [second] = await booked(admin, id, FIRST_OF_YEAR_2);
    expect([first!.contractYear, second!.contractYear]).toEqual([1, 2]);
    expect((await canBook(admin, id, FIRST_OF_YEAR_2)).quota).toEqual({
      limit: 1,
      used: 1,
      remaining: 0,
      resetsAt: '2028-03-14T23:00:00.000Z',
    });
  });

  it('a contract has its included blocks anew when the contract year changes, and keeps the additional ones', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await orderAdditional(admin, id, 2);
    await booked(admin, id, SUMMER, { blocks: 2 });
    clock.moveTo(LAST_OF_YEAR_1);
    expect(await quotas(admin, id)).toMatchObject({
      includedConsultingBlocks: { limit: 1, used: 1 },
      additionalConsultingBlocks: { limit: 2, used: 1 },
    });
    clock.moveTo(FIRST_OF_YEAR_2);
    expect(await quotas(admin, id)).toMatchObject({
      includedConsultingBlocks: { limit: 1, used: 0, resetsAt: '2028-03-14T23:00:00.000Z' },
      additionalConsultingBlocks: { limit: 2, used: 1 },
    });
    const blocks = await booked(admin, id, '2027-04-01T08:00:00Z', { blocks: 2 });
    expect(blocks.map(({ source }) => source)).toEqual(['INCLUDED', 'ADDITIONAL']);
  });

  it('bookConsultingBlock refuses an appointment before the activation and from the known end on', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    await server.database.transaction((transaction) =>
      writeNotice(transaction, {
        contractId: parseGlobalId(id)!.id,
        party: 'CUSTOMER',
        reason: null,
        receivedAt: clock.now(),
        recordedAt: clock.now(),
        endsOn: localDate('2027-03-15'),
      }),
    );
    expect(codesOf(await book(admin, id, '2026-03-14T22:59:59.999Z'))).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(codesOf(await book(admin, id, FIRST_OF_YEAR_2))).toEqual(['CONTRACT_NOT_ACTIVE']);
    await booked(admin, id, '2026-03-14T23:00:00.000Z');
    await booked(admin, id, LAST_OF_YEAR_1);
    expect(await canBook(admin, id, LAST_OF_YEAR_1)).toMatchObject({
      allowed: true,
      quota: { resetsAt: null },
    });
  });

  it('bookConsultingBlock lets a contract that is only ordered book for after its activation', async () => {
    clock.moveTo('2026-03-01T08:00:00Z');
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    expect(codesOf(await book(admin, id, '2026-03-10T08:00:00Z'))).toEqual(['CONTRACT_NOT_ACTIVE']);
    await booked(admin, id, '2026-03-20T08:00:00Z');
    expect(codesOf(await orderAdditional(admin, id, 1))).toEqual(['CONTRACT_NOT_ACTIVE']);
  });

  it('bookConsultingBlock counts a scheduled change of plan for appointments from then on', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await schedulePlan(server, id, await planId(admin, 'it-novum', 'premium'), '2026-09-01T00:00:00Z');
    await booked(admin, id, '2026-09-02T08:00:00Z', { blocks: 2 });
    expect(codesOf(await book(admin, id, '2026-08-31T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    await orderAdditional(admin, id, 1);
    const [paid] = await booked(admin, id, '2026-08-31T08:00:00Z');
    expect(paid!.source).toBe('ADDITIONAL');
    clock.moveTo('2026-10-01T08:00:00Z');
    // Since the change the number of the new plan counts for the whole year, its first half too.
    await booked(admin, id, '2026-08-31T08:00:00Z');
    expect(codesOf(await book(admin, id, '2026-10-02T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });

  it('canBookConsultingBlock answers as the mutation does, error for error', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await orderAdditional(admin, id, 1);
    const questions: [string, number][] = [
      [SUMMER, 0],
      [SUMMER, 3],
      ['2026-01-01T08:00:00Z', 1],
      ['2026-01-01T08:00:00Z', 101],
      [SUMMER, 2],
      [SUMMER, 1],
      [FIRST_OF_YEAR_2, 1],
    ];
    for (const [startsAt, blocks] of questions) {
      const check = await canBook(admin, id, startsAt, blocks);
      const { consultingBlocks, userErrors } = await book(admin, id, startsAt, { blocks });
      expect(check.userErrors).toEqual(userErrors);
      expect(check.allowed).toBe(consultingBlocks !== null);
      expect(check.at).toBe(new Date(startsAt).toISOString());
      expect(check.rules.map(({ rule }) => rule)).toEqual([
        ...['INVALID_INPUT', 'INVALID_INPUT', 'INVALID_INPUT'],
        'CONTRACT_NOT_ACTIVE',
        'CONTRACT_SUSPENDED',
        'CONSULTING_NOT_IN_PLAN',
        'NO_CONSULTING_BLOCK_LEFT',
      ]);
    }
  });

  it('an unknown contract or consulting block is answered as one of somebody else is', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    const other = await order(admin, 'it-novum', 'premium', ORDER);
    const [block] = await booked(admin, other.id, SUMMER);
    const { contract } = await admin.request<{ contract: { customer: { id: string } } }>(
      'query ($id: ID!) { contract(id: $id) { customer { id } } }',
      { id },
    );
    const customer = await server.as('CUSTOMER', contract.customer.id);
    const [own] = await booked(customer, id, SUMMER);
    expect((await cancel(customer, own!.id)).consultingBlock.status).toBe('CANCELLED');
    expect(codesOf(await book(customer, other.id, SUMMER))).toEqual(['NOT_FOUND']);
    const unknown = await cancel(customer, toGlobalId('ConsultingBlock', '999999999'));
    expect(codesOf(unknown)).toEqual(['NOT_FOUND']);
    expect(await cancel(customer, block!.id)).toEqual(unknown);
    const check = await canBook(customer, other.id, SUMMER);
    expect(check).toMatchObject({ allowed: false, userErrors: [{ code: 'NOT_FOUND' }], rules: [] });
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await customer.request(node, { id: block!.id })).toEqual({ node: null });
    expect(await customer.request(node, { id: own!.id })).toEqual({ node: { id: own!.id } });
  });

  it('the blocks of a contract are listed in the order in which they were booked, page by page', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    const blocks = [
      ...(await booked(admin, id, '2026-09-01T08:00:00Z')),
      ...(await booked(admin, id, SUMMER, { blocks: 2 })),
    ];
    const page = `query ($id: ID!, $first: Int, $after: String) { contract(id: $id) {
      consultingBlocks(first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }`;
    const read = async (after?: string) => {
      const answer = await admin.request<BlocksOfContract>(page, { id, first: 2, after });
      return answer.contract.consultingBlocks;
    };
    const first = await read();
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = await read(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(blocks.map((block) => block.id));
  });

  it.each([
    [{ subject: ' ' }, ['input', 'subject']],
    [{ subject: 'x'.repeat(501) }, ['input', 'subject']],
    [{ consultant: '' }, ['input', 'consultant']],
    [{ blocks: 0 }, ['input', 'blocks']],
  ])('bookConsultingBlock refuses %j and names the field', async (fields, path) => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    const { userErrors } = await book(admin, id, SUMMER, fields);
    expect(userErrors).toEqual([expect.objectContaining({ code: 'INVALID_INPUT', path })]);
  });
});

interface BlocksOfContract {
  readonly contract: {
    readonly consultingBlocks: {
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly endCursor: string };
    };
  };
}
