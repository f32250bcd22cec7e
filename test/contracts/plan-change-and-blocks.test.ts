import { GraphQLClient } from 'graphql-request';
import { book, booked, cancel, deliver } from '../consulting/consulting-api';
import { codesOf } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { changePlan, ordered, snapshotAt, withdrawPlanChange } from './contract-api';

const START = '2026-06-10T12:00:00Z';
const clock = new TestClock(START);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));

const contractOn = async (plan: string, fields: object = {}) =>
  (await ordered(admin, 'it-novum', plan, fields)).id;

describe('a downgrade', () => {
  it('a downgrade does not fit while more blocks are booked in a year of the smaller plan than it includes', async () => {
    const id = await contractOn('premium');
    await booked(admin, id, '2026-09-01T08:00:00Z', { blocks: 3, subject: 'Tuning' });
    const [first] = await booked(admin, id, '2027-04-01T08:00:00Z', { blocks: 2, subject: 'Review' });
    const { userErrors } = await changePlan(admin, id, ['it-novum', 'standard']);
    expect(userErrors).toMatchObject([
      {
        __typename: 'LimitReachedError',
        code: 'DOWNGRADE_DOES_NOT_FIT',
        message:
          'Standard includes 1 consulting block a contract year; booked in contract year 2: Review (2027-04-01), Review (2027-04-01).',
        limit: 1,
        used: 2,
        allowedByPlans: [],
      },
    ]);
    await cancel(admin, first!.id);
    expect((await changePlan(admin, id, ['it-novum', 'standard'])).userErrors).toEqual([]);
  });

  it('a downgrade once scheduled holds bookings of its years to its number, also of a year that it falls into', async () => {
    const id = await contractOn('premium', { termMonths: 18 });
    await changePlan(admin, id, ['it-novum', 'standard']);
    const inSecondYear = '2027-04-01T08:00:00Z';
    expect((await snapshotAt(admin, id, inSecondYear)).plan.code).toBe('premium');
    expect(codesOf(await book(admin, id, inSecondYear, { blocks: 2 }))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    await booked(admin, id, inSecondYear);
    expect(codesOf(await book(admin, id, '2027-12-01T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    await booked(admin, id, '2026-09-01T08:00:00Z', { blocks: 3 });
    await withdrawPlanChange(admin, id);
    await booked(admin, id, inSecondYear, { blocks: 2 });
  });
});

describe('an upgrade that is scheduled', () => {
  it('an upgrade that is scheduled can be booked on, and is then withdrawn only when these blocks are cancelled', async () => {
    const id = await contractOn('basic');
    expect(codesOf(await book(admin, id, '2026-08-02T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    await changePlan(admin, id, ['it-novum', 'standard'], '2026-08-01');
    expect(codesOf(await book(admin, id, '2026-07-31T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    const [block] = await booked(admin, id, '2026-08-02T08:00:00Z');
    const { userErrors } = await withdrawPlanChange(admin, id);
    expect(userErrors).toMatchObject([{ code: 'DOWNGRADE_DOES_NOT_FIT', limit: 0, used: 1 }]);
    await cancel(admin, block!.id);
    expect((await withdrawPlanChange(admin, id)).userErrors).toEqual([]);
  });
});

describe('in the middle of a contract year', () => {
  it('an upgrade in the middle of a contract year raises the whole year, and what was delivered counts', async () => {
    const id = await contractOn('standard');
    const [block] = await booked(admin, id, '2026-06-11T08:00:00Z');
    clock.moveTo('2026-06-12T08:00:00Z');
    await deliver(admin, block!.id);
    await changePlan(admin, id, ['it-novum', 'premium']);
    expect((await snapshotAt(admin, id)).includedConsultingBlocks).toMatchObject({
      limit: 3,
      used: 1,
      remaining: 2,
    });
    await booked(admin, id, '2026-06-13T08:00:00Z', { blocks: 2 });
    expect(codesOf(await book(admin, id, '2026-06-13T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });

  it('a downgrade in the middle of a contract year, after 18 months, lowers the whole year: more may be used than it grants, and none is left', async () => {
    const id = await contractOn('premium', { termMonths: 18 });
    const blocks = await booked(admin, id, '2027-04-01T08:00:00Z', { blocks: 3 });
    clock.moveTo('2027-04-02T08:00:00Z');
    for (const { id: blockId } of blocks) await deliver(admin, blockId);
    expect((await changePlan(admin, id, ['it-novum', 'standard'])).userErrors).toEqual([]);
    clock.moveTo('2027-09-15T08:00:00Z');
    expect((await snapshotAt(admin, id)).includedConsultingBlocks).toMatchObject({
      limit: 1,
      used: 3,
      remaining: 0,
    });
    expect(codesOf(await book(admin, id, '2027-09-16T08:00:00Z'))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });
});
