import { GraphQLClient } from 'graphql-request';
import { contactNamed } from '../support/builders';
import { Answer, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { changePlan, giveNotice, ordered, Snapshot, withdrawNotice } from './contract-api';
import { answersAt, openIncident } from './moments-api';

const clock = new TestClock('2026-04-01T08:00:00Z');
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

describe('an instant before the order', () => {
  const BEFORE = '2026-02-10T10:59:59.999Z';
  const used = { used: 0, remaining: 0, resetsAt: null, unlimited: false };

  it.each([
    ['it-novum', 'premium', { incidents: 50, satellites: 10 }],
    ['op5', 'premium', { incidents: null, satellites: null }],
  ])(
    'a snapshot of %s %s from before the order is NOT_ORDERED with the plan that was ordered, nothing used and nothing left',
    async (...sold) => {
      clock.moveTo('2026-04-01T08:00:00Z');
      const [provider, plan, limits] = sold;
      const { id } = await ordered(admin, provider, plan);
      await changePlan(admin, id, [provider, 'basic']);
      for (const [at, knownAt] of [
        [BEFORE],
        [BEFORE, '2026-04-01T08:00:00Z'],
        ['2026-04-01T08:00:00Z', BEFORE],
      ]) {
        const { snapshot, namedContacts, satellites } = await answersAt(admin, id, at!, knownAt);
        expect(snapshot).toMatchObject({
          status: 'NOT_ORDERED',
          plan: { code: plan },
          contractYear: null,
          incidents: { limit: limits.incidents, ...used },
          satellites: { limit: limits.satellites, ...used },
          namedContacts: used,
          includedConsultingBlocks: used,
          additionalConsultingBlocks: used,
          contactsOverdue: false,
          supportReachable: false,
          openLines: 'NONE',
        });
        expect([namedContacts, satellites]).toEqual([[], []]);
      }
      expect(await answersAt(admin, id, '2026-02-10T11:00:00Z')).toMatchObject({
        snapshot: { status: 'ORDERED' },
        namedContacts: [{ name: 'Ada' }],
      });
    },
  );

  it('an instant before the order is answered of every contract of a list', async () => {
    const { contracts } = await admin.request<{ contracts: { nodes: { snapshot: Snapshot }[] } }>(
      '{ contracts(first: 100) { nodes { snapshot(at: "2000-01-01T00:00:00Z") { status } } } }',
    );
    const statuses = contracts.nodes.map(({ snapshot }) => snapshot.status as string);
    expect(new Set(statuses)).toEqual(new Set(['NOT_ORDERED']));
  });
});

describe('a past instant as it is known now', () => {
  const MONDAY = '2026-06-08T10:00:00Z';
  const TUESDAY = '2026-06-09T10:00:00Z';

  it('a past instant as it is known now counts what was received by then, without what was voided', async () => {
    clock.moveTo(MONDAY);
    const { id, namedContacts } = await ordered(admin, 'it-novum', 'standard');
    const ada = namedContacts[0]!.id;
    const early = await openIncident(admin, id, ada, '2026-06-08T08:00:00Z');
    clock.moveTo(TUESDAY);
    await openIncident(admin, id, ada, '2026-06-08T09:00:00Z');
    await openIncident(admin, id, ada, '2026-06-09T09:00:00Z');
    const usedOn = async (at: string, knownAt?: string) =>
      (await answersAt(admin, id, at, knownAt)).snapshot.incidents.used as number;
    expect([await usedOn(MONDAY), await usedOn(MONDAY, TUESDAY), await usedOn(TUESDAY)]).toEqual([1, 2, 3]);
    clock.moveTo('2026-06-10T10:00:00Z');
    await mutate(admin, 'voidIncident', { incidentId: early, reason: 'a duplicate' });
    const now = clock.now().toISOString();
    expect([await usedOn(MONDAY), await usedOn(MONDAY, TUESDAY), await usedOn(MONDAY, now)]).toEqual([
      1, 2, 1,
    ]);
  });

  it('a past instant as it is known now is under the notice that was received by then and entered late, and not under one that was withdrawn', async () => {
    clock.moveTo(TUESDAY);
    const { id } = await ordered(admin, 'it-novum', 'standard');
    await giveNotice(admin, id, '2026-06-08T09:00:00Z');
    const statusOn = async (at: string, knownAt?: string) =>
      (await answersAt(admin, id, at, knownAt)).snapshot.status as string;
    expect(await statusOn(MONDAY)).toBe('ACTIVE');
    expect(await statusOn(MONDAY, TUESDAY)).toBe('NOTICE_GIVEN');
    expect(await statusOn('2026-06-08T08:00:00Z', TUESDAY)).toBe('ACTIVE');
    clock.moveTo('2026-06-10T10:00:00Z');
    await withdrawNotice(admin, id);
    expect(await statusOn(MONDAY, clock.now().toISOString())).toBe('ACTIVE');
    expect(await statusOn(MONDAY, TUESDAY)).toBe('NOTICE_GIVEN');
  });

  it('a past instant as it is known now has the plan that was in force then, and who was named then with the end that is known', async () => {
    clock.moveTo(MONDAY);
    const { id, namedContacts } = await ordered(admin, 'it-novum', 'basic', {
      contacts: [contactNamed('Ada'), contactNamed('Bob')],
    });
    clock.moveTo(TUESDAY);
    await changePlan(admin, id, ['it-novum', 'premium']);
    await mutate(admin, 'removeNamedContact', { contactId: namedContacts[1]!.id });
    const then = await answersAt(admin, id, MONDAY);
    const known = await answersAt(admin, id, MONDAY, TUESDAY);
    expect([then.snapshot.plan.code, known.snapshot.plan.code]).toEqual(['basic', 'basic']);
    expect(then.namedContacts.map(({ name, until }) => [name, until])).toEqual([
      ['Ada', null],
      ['Bob', null],
    ]);
    expect(known.namedContacts.map(({ name, until }) => [name, until])).toEqual([
      ['Ada', null],
      ['Bob', new Date(TUESDAY).toISOString()],
    ]);
    const ahead = await answersAt(admin, id, TUESDAY, MONDAY);
    expect([ahead.snapshot.plan.code, ahead.namedContacts.length]).toEqual(['basic', 2]);
  });

  it('a past instant cannot be asked with what will be known', async () => {
    clock.moveTo(MONDAY);
    const { id } = await ordered(admin, 'it-novum', 'basic');
    await expect(answersAt(admin, id, MONDAY, '2026-06-08T10:05:00.001Z')).rejects.toThrow(
      'knownAt lies more than 5 minutes ahead',
    );
    await answersAt(admin, id, MONDAY, '2026-06-08T10:05:00Z');
  });
});

describe('what is left', () => {
  it('what is left of what is in use is bounded by a smaller plan to come, as the mutation refuses', async () => {
    clock.moveTo('2026-06-08T10:00:00Z');
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await changePlan(admin, id, ['it-novum', 'standard']);
    for (let n = 1; n <= 5; n += 1)
      await mutate(admin, 'registerSatellite', { contractId: id, name: `s${n}` }, 'satellite { id }');
    const refused = await mutate(
      admin,
      'registerSatellite',
      { contractId: id, name: 's6' },
      'satellite { id }',
    );
    const quota = { limit: 5, used: 5 };
    expect(refused.userErrors).toMatchObject([{ code: 'SATELLITE_LIMIT_REACHED', ...quota }]);
    const { contract, canRegisterSatellite } = await admin.request<Answer>(
      `query ($id: ID!) { contract(id: $id) { snapshot { satellites { limit used remaining } } }
       canRegisterSatellite(contractId: $id) { quota { limit used remaining } } }`,
      { id },
    );
    expect(contract.snapshot).toEqual({ satellites: { ...quota, remaining: 0 } });
    expect(canRegisterSatellite.quota).toEqual({ ...quota, remaining: 0 });
  });

  it('what is left of an ended contract is nothing, also where its plan was unlimited', async () => {
    clock.moveTo('2026-06-08T10:00:00Z');
    const { id } = await ordered(admin, 'op5', 'standard');
    await giveNotice(admin, id, '2026-06-08T10:00:00Z');
    const { snapshot } = await answersAt(admin, id, '2027-03-15T00:00:00Z');
    expect(snapshot).toMatchObject({
      status: 'ENDED',
      incidents: { limit: null, used: 0, remaining: 0, unlimited: false },
      namedContacts: { limit: 4, used: 1, remaining: 0 },
      satellites: { limit: null, remaining: 0 },
    });
  });
});
