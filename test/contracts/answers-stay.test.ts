import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer } from '../support/builders';
import { Answer, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { startTestServer, useServer } from '../support/test-server';
import { book } from '../consulting/consulting-api';
import {
  changePlan,
  giveNotice,
  ordered,
  snapshotAt,
  withdrawNotice,
  withdrawPlanChange,
} from './contract-api';
import { Answers, answersAt, openIncident } from './moments-api';

const clock = new TestClock('2026-04-01T08:00:00Z');
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

/**
 * Does something on each of the following days, and returns what was known of each day at its noon, and what of it and of
 * the two days before was known at each noon.
 */
async function recorded(id: string, steps: readonly (() => Promise<unknown>)[]) {
  const known = new Map<string, Answers>();
  const knownThen: { readonly moment: { at: string; knownAt: string }; readonly answer: Answers }[] = [];
  for (const step of steps) {
    clock.moveTo(new Date(clock.now().getTime() + 86_400_000));
    const answer = await step();
    expect((answer as Partial<Answer> | undefined)?.userErrors ?? []).toEqual([]);
    const noon = new Date(clock.now().getTime() + 4 * 3_600_000);
    clock.moveTo(new Date(noon.getTime() + 1));
    known.set(noon.toISOString(), await answersAt(admin, id, noon.toISOString()));
    for (const [at] of [...known].slice(-3)) {
      const moment = { at, knownAt: noon.toISOString() };
      knownThen.push({ moment, answer: await answersAt(admin, id, moment.at, moment.knownAt) });
    }
    clock.moveTo(new Date(noon.getTime() - 4 * 3_600_000));
  }
  return { known, knownThen };
}

async function expectToStay(id: string, { known, knownThen }: Awaited<ReturnType<typeof recorded>>) {
  for (const [at, answer] of known)
    expect({ at, answer: await answersAt(admin, id, at) }).toEqual({ at, answer });
  for (const { moment, answer } of knownThen)
    expect({ moment, answer: await answersAt(admin, id, moment.at, moment.knownAt) }).toEqual({
      moment,
      answer,
    });
}

it('what was answered for a past instant is answered for ever, whatever is done later', async () => {
  const customerId = await createCustomer(admin);
  const contacts = [contactNamed('Ada'), contactNamed('Bob')];
  const { id, namedContacts } = await ordered(admin, 'it-novum', 'premium', { customerId, contacts });
  const [ada, bob] = namedContacts;
  const ids = { satellite: '', incident: '' };
  const satellite = (name: string) =>
    mutate(admin, 'registerSatellite', { contractId: id, name }, 'satellite { id }');
  const steps: (() => Promise<unknown>)[] = [
    async () => (ids.satellite = (await satellite('north')).satellite.id as string),
    async () => (ids.incident = await openIncident(admin, id, ada!.id, '2026-04-02T07:00:00Z')),
    () => openIncident(admin, id, ada!.id, '2026-03-16T09:00:00Z'),
    () => changePlan(admin, id, ['it-novum', 'standard']),
    () => withdrawPlanChange(admin, id),
    () => giveNotice(admin, id, '2026-03-20T10:00:00Z', { party: 'PROVIDER' }),
    () => withdrawNotice(admin, id),
    () => giveNotice(admin, id, '2026-04-05T10:00:00Z'),
    () => withdrawNotice(admin, id),
    () => mutate(admin, 'replaceNamedContact', { contactId: ada!.id, contact: contactNamed('Cyd') }),
    () => mutate(admin, 'removeNamedContact', { contactId: bob!.id }),
    () => mutate(admin, 'decommissionSatellite', { satelliteId: ids.satellite }),
    () => satellite('north'),
    () => book(admin, id, '2026-04-20T08:00:00Z'),
    () => book(admin, id, '2027-03-14T23:00:00Z'),
    () => mutate(admin, 'updateCustomer', { customerId, region: 'AMERICAS' }),
    () => mutate(admin, 'voidIncident', { incidentId: ids.incident, reason: 'a duplicate' }),
    () => changePlan(admin, id, ['it-novum', 'standard']),
    () => withdrawPlanChange(admin, id),
  ];
  const answered = await recorded(id, steps);
  clock.moveTo('2031-01-01T00:00:00Z');
  await giveNotice(admin, id, '2026-03-20T10:00:00Z');
  expect(answered.known.size).toBe(steps.length);
  await expectToStay(id, answered);
});

it('an upgrade of today changes nothing about this morning, nor a scheduled one about the days before', async () => {
  clock.moveTo('2026-04-01T08:00:00Z');
  const { id } = await ordered(admin, 'op5', 'basic');
  const answered = await recorded(id, [
    () => Promise.resolve(),
    () => changePlan(admin, id, ['op5', 'standard']),
    () => changePlan(admin, id, ['op5', 'premium'], '2026-04-08'),
    () => withdrawPlanChange(admin, id),
    () => changePlan(admin, id, ['op5', 'premium']),
  ]);
  clock.moveTo('2027-06-01T00:00:00Z');
  await expectToStay(id, answered);
});

it('the future is answered as it is planned, at the instant of each change and just before', async () => {
  clock.moveTo('2026-04-01T08:00:00Z');
  const { id } = await ordered(admin, 'it-novum', 'premium');
  await changePlan(admin, id, ['it-novum', 'standard']);
  clock.moveTo('2027-02-01T00:00:00Z');
  await giveNotice(admin, id, '2027-02-01T00:00:00Z');
  const plannedAt = async (at: string) => {
    const { status, plan, contractYear, incidents } = await snapshotAt(admin, id, at);
    return [status, plan.code, contractYear?.number ?? null, incidents.resetsAt] as unknown[];
  };
  const renewal = '2027-03-14T23:00:00.000Z';
  expect(await plannedAt('2026-03-14T22:59:59.999Z')).toEqual(['ORDERED', 'premium', null, null]);
  expect(await plannedAt('2027-03-14T22:59:59.999Z')).toEqual(['NOTICE_GIVEN', 'premium', 1, renewal]);
  expect(await plannedAt(renewal)).toEqual(['NOTICE_GIVEN', 'standard', 2, null]);
  expect(await plannedAt('2028-03-14T22:59:59.999Z')).toEqual(['NOTICE_GIVEN', 'standard', 2, null]);
  expect(await plannedAt('2028-03-14T23:00:00Z')).toEqual(['ENDED', 'standard', null, null]);
});

it('a server that was down for three years answers right at its first request', async () => {
  clock.moveTo('2026-02-12T08:00:00Z');
  const { id } = await ordered(admin, 'it-novum', 'premium');
  await changePlan(admin, id, ['it-novum', 'basic']);
  clock.moveTo('2029-03-14T23:00:00Z');
  const again = await startTestServer(clock);
  const client = await again.as('SALES');
  const { contract } = await client.request<{ contract: unknown }>(
    `query ($id: ID!) { contract(id: $id) { renewsOn noticeDeadline endsOn
       snapshot { status plan { code } contractYear { number from to } incidents { limit used } } } }`,
    { id },
  );
  await again.close();
  expect(contract).toEqual({
    renewsOn: '2030-03-15',
    noticeDeadline: '2030-01-14',
    endsOn: null,
    snapshot: {
      status: 'ACTIVE',
      plan: { code: 'basic' },
      contractYear: { number: 4, from: '2029-03-15', to: '2030-03-15' },
      incidents: { limit: 5, used: 0 },
    },
  });
});

it('a customer has any number of running contracts with one provider', async () => {
  clock.moveTo('2026-04-01T08:00:00Z');
  const customerId = await createCustomer(admin);
  const plans = ['basic', 'standard', 'standard'];
  for (const plan of plans) await ordered(admin, 'it-novum', plan, { customerId });
  const { customer } = await admin.request<{ customer: { contracts: { nodes: unknown[] } } }>(
    'query ($id: ID!) { customer(id: $id) { contracts { nodes { snapshot { status plan { code } } } } } }',
    { id: customerId },
  );
  expect(customer.contracts.nodes).toEqual(
    plans.map((code) => ({ snapshot: { status: 'ACTIVE', plan: { code } } })),
  );
});
