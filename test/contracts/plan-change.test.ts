import { GraphQLClient } from 'graphql-request';
import { contactNamed } from '../support/builders';
import { Answer, codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import {
  changePlan,
  giveNotice,
  ordered,
  previewPlanChange,
  snapshotAt,
  withdrawPlanChange,
} from './contract-api';

const START = '2026-06-10T22:30:00.000Z';
const TODAY = '2026-06-11';
const RENEWAL = '2027-03-15';
const AT_RENEWAL = '2027-03-14T23:00:00.000Z';

const clock = new TestClock(START);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));

const contractOn = async (provider: string, plan: string, fields: object = {}) =>
  (await ordered(admin, provider, plan, fields)).id;

async function unwritten(act: () => Promise<Answer>): Promise<Answer> {
  const before = await rowCounts(server.database);
  const answer = await act();
  expect(answer.contract).toBeNull();
  expect(await rowCounts(server.database)).toEqual(before);
  return answer;
}

describe('an upgrade', () => {
  it('an upgrade counts from the instant it is recorded, for the whole contract year, against what was used', async () => {
    const id = await contractOn('it-novum', 'standard');
    await mutate(admin, 'registerSatellite', { contractId: id, name: 'north' });
    clock.moveTo('2026-06-11T10:00:00Z');
    const preview = await previewPlanChange(admin, id, ['it-novum', 'premium']);
    expect(preview).toMatchObject({
      allowed: true,
      effectiveOn: TODAY,
      userErrors: [],
      before: { plan: { code: 'standard' }, incidents: { limit: 25 }, satellites: { limit: 5, used: 1 } },
    });
    const { contract, userErrors } = await changePlan(admin, id, ['it-novum', 'premium']);
    expect(userErrors).toEqual([]);
    expect(contract.snapshot.plan.code).toBe('premium');
    expect(await snapshotAt(admin, id)).toEqual(preview.after);
    expect(preview.after).toMatchObject({ incidents: { limit: 50 }, satellites: { limit: 10, used: 1 } });
    expect((await snapshotAt(admin, id, '2026-06-11T09:59:59.999Z')).plan.code).toBe('standard');
  });

  it('an upgrade on a later date counts from its first instant in the provider’s zone', async () => {
    const id = await contractOn('it-novum', 'basic');
    const preview = await previewPlanChange(admin, id, ['it-novum', 'premium'], '2026-12-01');
    expect(preview).toMatchObject({ effectiveOn: '2026-12-01', after: { at: '2026-11-30T23:00:00.000Z' } });
    await changePlan(admin, id, ['it-novum', 'premium'], '2026-12-01');
    expect((await snapshotAt(admin, id, '2026-11-30T22:59:59.999Z')).plan.code).toBe('basic');
    expect(await snapshotAt(admin, id, '2026-11-30T23:00:00Z')).toEqual(preview.after);
    clock.moveTo('2026-11-30T23:00:00Z');
    expect(await snapshotAt(admin, id)).toEqual(preview.after);
  });

  it('an upgrade before the activation is in force when the contract becomes active', async () => {
    clock.moveTo('2026-02-11T12:00:00Z');
    const id = await contractOn('op5', 'basic');
    await changePlan(admin, id, ['op5', 'premium']);
    expect(await snapshotAt(admin, id)).toMatchObject({
      status: 'ORDERED',
      namedContacts: { limit: 15, used: 1 },
    });
  });

  it('an upgrade is refused on a date before today, and on the plan that is in force', async () => {
    const id = await contractOn('it-novum', 'standard');
    const early = await unwritten(() => changePlan(admin, id, ['it-novum', 'premium'], '2026-06-10'));
    expect(early.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'effectiveOn'] }]);
    const same = await unwritten(() => changePlan(admin, id, ['it-novum', 'standard']));
    expect(same.userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'planId'] }]);
  });

  it('an upgrade may follow another at the same instant, which was in force for no time', async () => {
    const id = await contractOn('it-novum', 'basic');
    await changePlan(admin, id, ['it-novum', 'standard']);
    await changePlan(admin, id, ['it-novum', 'premium']);
    expect((await snapshotAt(admin, id)).plan.code).toBe('premium');
    expect((await snapshotAt(admin, id, '2026-06-10T22:29:59.999Z')).plan.code).toBe('basic');
  });
});

describe('a downgrade', () => {
  it('a downgrade counts from the next renewal date', async () => {
    const id = await contractOn('it-novum', 'premium');
    const preview = await previewPlanChange(admin, id, ['it-novum', 'basic']);
    expect(preview).toMatchObject({
      allowed: true,
      effectiveOn: RENEWAL,
      before: { at: AT_RENEWAL, plan: { code: 'premium' }, contractYear: { number: 2 } },
      after: { at: AT_RENEWAL, plan: { code: 'basic' }, incidents: { limit: 5, used: 0 } },
    });
    await changePlan(admin, id, ['it-novum', 'basic'], RENEWAL);
    clock.moveTo('2027-03-14T22:59:59.999Z');
    expect((await snapshotAt(admin, id)).plan.code).toBe('premium');
    clock.moveTo(AT_RENEWAL);
    expect(await snapshotAt(admin, id)).toEqual(preview.after);
  });

  it('a downgrade is refused on any other date than the next renewal, which is named', async () => {
    const id = await contractOn('it-novum', 'premium');
    for (const date of [TODAY, '2027-03-14', '2027-03-16', '2028-03-15']) {
      const { userErrors } = await unwritten(() => changePlan(admin, id, ['it-novum', 'basic'], date));
      expect(userErrors).toMatchObject([
        { code: 'INVALID_INPUT', path: ['input', 'effectiveOn'], message: expect.stringContaining(RENEWAL) },
      ]);
    }
  });

  it('a downgrade is refused with everything that does not fit, and let through once it does', async () => {
    const names = ['Ada', 'Bob', 'Cyd'];
    const id = await contractOn('op5', 'premium', { contacts: names.map(contactNamed) });
    for (const name of ['north', 'south']) await mutate(admin, 'registerSatellite', { contractId: id, name });
    const preview = await previewPlanChange(admin, id, ['op5', 'basic']);
    const { userErrors } = await unwritten(() => changePlan(admin, id, ['op5', 'basic']));
    expect(preview).toMatchObject({ allowed: false, effectiveOn: RENEWAL, userErrors });
    expect(userErrors).toMatchObject([
      {
        __typename: 'LimitReachedError',
        code: 'DOWNGRADE_DOES_NOT_FIT',
        message: 'Basic has room for 1 named contact; 3 are in use: Ada, Bob, Cyd.',
        limit: 1,
        used: 3,
        allowedByPlans: [{ code: 'standard' }],
      },
      {
        code: 'DOWNGRADE_DOES_NOT_FIT',
        message: 'Basic has room for 0 satellites; 2 are in use: north, south.',
        limit: 0,
        used: 2,
      },
    ]);
    expect((await changePlan(admin, id, ['op5', 'standard'])).userErrors).toEqual([]);
  });

  it('a downgrade holds contacts and satellites to its numbers as soon as it is scheduled, and no longer once withdrawn', async () => {
    const id = await contractOn('it-novum', 'premium');
    for (const name of ['1', '2', '3', '4'])
      await mutate(admin, 'registerSatellite', { contractId: id, name });
    await changePlan(admin, id, ['it-novum', 'standard']);
    const register = (name: string) => mutate(admin, 'registerSatellite', { contractId: id, name });
    expect((await register('5')).userErrors).toEqual([]);
    expect((await register('6')).userErrors).toMatchObject([
      { code: 'SATELLITE_LIMIT_REACHED', limit: 5, used: 5, message: expect.stringContaining('2027-03-15') },
    ]);
    expect((await withdrawPlanChange(admin, id)).userErrors).toEqual([]);
    expect((await register('6')).userErrors).toEqual([]);
  });
});

describe('a scheduled change', () => {
  it('a scheduled change has to be withdrawn before another is made; a withdrawn one leaves the plan as it was', async () => {
    const id = await contractOn('it-novum', 'standard');
    expect(codesOf(await unwritten(() => withdrawPlanChange(admin, id)))).toEqual(['INVALID_STATE']);
    await changePlan(admin, id, ['it-novum', 'basic']);
    const { userErrors } = await unwritten(() => changePlan(admin, id, ['it-novum', 'premium']));
    expect(userErrors).toMatchObject([
      { code: 'INVALID_STATE', message: expect.stringMatching(/2027-03-15; withdraw it first/) },
    ]);
    expect((await withdrawPlanChange(admin, id)).contract.snapshot.plan.code).toBe('standard');
    expect((await snapshotAt(admin, id, '2030-01-01T00:00:00Z')).plan.code).toBe('standard');
    await changePlan(admin, id, ['it-novum', 'premium'], '2026-08-01');
    expect((await snapshotAt(admin, id, '2030-01-01T00:00:00Z')).plan.code).toBe('premium');
  });

  it('a scheduled change can be withdrawn until the instant from which it counts', async () => {
    const [one, other] = [await contractOn('it-novum', 'standard'), await contractOn('it-novum', 'standard')];
    for (const id of [one, other]) await changePlan(admin, id, ['it-novum', 'basic']);
    clock.moveTo('2027-03-14T22:59:59.999Z');
    expect((await withdrawPlanChange(admin, one)).userErrors).toEqual([]);
    clock.moveTo(AT_RENEWAL);
    expect(codesOf(await unwritten(() => withdrawPlanChange(admin, other)))).toEqual(['INVALID_STATE']);
    expect((await snapshotAt(admin, other)).plan.code).toBe('basic');
  });

  it('a scheduled change for the end of the contract or later takes no force and holds nothing to its numbers', async () => {
    const id = await contractOn('it-novum', 'premium');
    await changePlan(admin, id, ['it-novum', 'basic']);
    await giveNotice(admin, id, START);
    expect((await mutate(admin, 'registerSatellite', { contractId: id, name: 'north' })).userErrors).toEqual(
      [],
    );
    expect(await snapshotAt(admin, id, '2027-06-01T00:00:00Z')).toMatchObject({
      status: 'ENDED',
      plan: { code: 'premium' },
    });
    clock.moveTo(AT_RENEWAL);
    expect(await snapshotAt(admin, id)).toMatchObject({ status: 'ENDED', plan: { code: 'premium' } });
  });
});

describe('under notice', () => {
  it('under notice an upgrade before the end is made, anything later and every downgrade is refused', async () => {
    const id = await contractOn('it-novum', 'standard');
    await giveNotice(admin, id, START);
    for (const [plan, date] of [
      ['premium', RENEWAL],
      ['basic', RENEWAL],
      ['basic', undefined],
    ] as const) {
      expect(codesOf(await unwritten(() => changePlan(admin, id, ['it-novum', plan], date)))).toEqual([
        'CONTRACT_NOT_ACTIVE',
      ]);
    }
    expect(await previewPlanChange(admin, id, ['it-novum', 'basic'])).toMatchObject({
      allowed: false,
      effectiveOn: null,
      before: { at: START },
      after: { at: START, plan: { code: 'basic' } },
    });
    expect((await changePlan(admin, id, ['it-novum', 'premium'], '2027-03-14')).userErrors).toEqual([]);
    expect((await snapshotAt(admin, id, '2027-03-14T12:00:00Z')).plan.code).toBe('premium');
  });

  it('under notice no plan is changed after the end', async () => {
    const id = await contractOn('it-novum', 'standard');
    await giveNotice(admin, id, START);
    clock.moveTo(AT_RENEWAL);
    expect(codesOf(await unwritten(() => changePlan(admin, id, ['it-novum', 'premium'])))).toEqual([
      'CONTRACT_NOT_ACTIVE',
    ]);
  });
});
