import { GraphQLClient } from 'graphql-request';
import { booked, deliver, orderAdditional, quotas } from '../consulting/consulting-api';
import {
  changePlan,
  giveNotice,
  NoticePreview,
  ordered,
  previewNotice,
  snapshotAt,
  withdrawNotice,
} from '../contracts/contract-api';
import { accepted, open, step } from '../incidents/incidents';
import { countersAgree } from '../support/counters-agree';
import { codesOf } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const START = '2026-03-20T12:00:00Z';
/** A letter of 1 June 2026 ends a contract on 2027-03-15. */
const LETTER = '2026-06-01T12:00:00Z';
const LATE = '2027-06-01T12:00:00Z';
const clock = new TestClock(START);
const server = useServer(clock, 'notice_consequences');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));

const kindsOf = ({ consequences }: NoticePreview) => consequences.map(({ kind }) => kind);

async function statusesOf(id: string): Promise<string[]> {
  const { contract } = await admin.request<{
    contract: { consultingBlocks: { nodes: { status: string }[] } };
  }>('query ($id: ID!) { contract(id: $id) { consultingBlocks(first: 50) { nodes { status } } } }', { id });
  return contract.consultingBlocks.nodes.map(({ status }) => status);
}

describe('an appointment at or after the end', () => {
  it('an appointment at or after the end is listed before the notice, and cancelled with it, which gives its block back for good', async () => {
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await orderAdditional(admin, id, 2);
    await booked(admin, id, '2027-03-14T22:59:59.999Z', { subject: 'Before' });
    const [first] = await booked(admin, id, '2027-03-14T23:00:00Z', { blocks: 4, subject: 'Upgrade' });
    const preview = await previewNotice(admin, id, LETTER);
    expect(preview).toMatchObject({ allowed: true, userErrors: [], endsOn: '2027-03-15' });
    expect(kindsOf(preview)).toEqual(Array(4).fill('APPOINTMENT_CANCELLED'));
    expect(preview.consequences[0]).toMatchObject({
      at: '2027-03-14T23:00:00.000Z',
      subject: { __typename: 'ConsultingBlock', id: first!.id },
      explanation: expect.stringContaining('“Upgrade” on 2027-03-15'),
    });
    const { userErrors } = await giveNotice(admin, id, START);
    expect(userErrors).toEqual([]);
    expect(await statusesOf(id)).toEqual(['BOOKED', ...Array(4).fill('CANCELLED')]);
    expect(await quotas(admin, id)).toMatchObject({ additionalConsultingBlocks: { limit: 2, used: 0 } });
    await withdrawNotice(admin, id);
    expect(await statusesOf(id)).toEqual(['BOOKED', ...Array(4).fill('CANCELLED')]);
    expect(await booked(admin, id, '2027-03-14T23:00:00Z', { blocks: 3 })).toHaveLength(3);
  });

  it('an appointment at or after the end is cancelled once: a later notice of the other party finds nothing after the end that stands', async () => {
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await giveNotice(admin, id, START);
    expect(await previewNotice(admin, id, START, 'PROVIDER')).toMatchObject({
      allowed: true,
      consequences: [],
    });
  });

  it('an appointment before the end of one notice is cancelled with an earlier one of the other party', async () => {
    clock.moveTo('2027-02-01T12:00:00Z');
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await giveNotice(admin, id, '2027-02-01T12:00:00Z');
    await booked(admin, id, '2027-09-01T08:00:00Z');
    expect(kindsOf(await previewNotice(admin, id, LETTER, 'PROVIDER'))).toEqual(['APPOINTMENT_CANCELLED']);
    await giveNotice(admin, id, LETTER, { party: 'PROVIDER' });
    expect(await statusesOf(id)).toEqual(['CANCELLED']);
  });
});

describe('a letter that is entered late, over what was used', () => {
  /** Delivered and opened before the end, on it and after it; of those after it one is voided. */
  async function usedContract() {
    const contract = await ordered(admin, 'it-novum', 'premium', {
      contacts: [{ name: 'Ada', email: 'ada@example.com', phone: '1' }],
    });
    const { id } = contract;
    clock.moveTo('2027-03-14T22:59:59Z');
    await accepted(open(admin, contract));
    clock.moveTo('2027-03-14T23:00:00Z');
    const incident = await accepted(open(admin, contract));
    clock.moveTo('2027-05-01T12:00:00Z');
    const voided = await accepted(open(admin, contract));
    await step(admin, 'voidIncident', voided.id, { reason: 'sent twice' });
    const [block] = await booked(admin, id, '2027-05-01T13:00:00Z');
    const [later] = await booked(admin, id, '2027-08-01T13:00:00Z');
    clock.moveTo(LATE);
    await deliver(admin, block!.id, '2027-05-01T17:00:00Z');
    return { id, incident, block: block!, later: later! };
  }

  it('a letter of notice that is entered late, over what was used, is refused with each use, and nothing is written, until it is confirmed', async () => {
    const { id, incident, block } = await usedContract();
    const preview = await previewNotice(admin, id, LETTER);
    expect(kindsOf(preview)).toEqual(['INCIDENT_AFTER_END', 'DELIVERED_AFTER_END', 'APPOINTMENT_CANCELLED']);
    expect(preview.consequences.map(({ subject }) => subject?.id).slice(0, 2)).toEqual([
      incident.id,
      block.id,
    ]);
    const before = await rowCounts(server.database);
    const refused = await giveNotice(admin, id, LETTER);
    expect(codesOf(refused)).toEqual(['NOTICE_HAS_CONSEQUENCES', 'NOTICE_HAS_CONSEQUENCES']);
    expect(preview).toMatchObject({ allowed: false, userErrors: refused.userErrors });
    expect(await rowCounts(server.database)).toEqual(before);
    expect(await statusesOf(id)).toEqual(['DELIVERED', 'BOOKED']);

    const confirmed = await giveNotice(admin, id, LETTER, { acceptConsequences: true });
    expect(confirmed.contract).toMatchObject({ endsOn: '2027-03-15', snapshot: { status: 'ENDED' } });
    expect(await statusesOf(id)).toEqual(['DELIVERED', 'CANCELLED']);
    const undone = await withdrawNotice(admin, id);
    expect(undone.contract).toMatchObject({ endsOn: null, snapshot: { status: 'ACTIVE' } });
    expect(await statusesOf(id)).toEqual(['DELIVERED', 'CANCELLED']);
  });

  it('a letter of notice that is entered late has no consequences for what came before the end', async () => {
    const { id } = await usedContract();
    expect(await previewNotice(admin, id, '2027-06-01T12:00:00Z')).toMatchObject({
      allowed: true,
      endsOn: '2028-03-15',
      consequences: [],
    });
  });
});

describe('a change of plan at or after the end', () => {
  it('a change of plan at or after the end is listed before the notice, and moot with it', async () => {
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await changePlan(admin, id, ['it-novum', 'standard']);
    const preview = await previewNotice(admin, id, null);
    expect(preview).toMatchObject({ allowed: true, endsOn: '2027-03-15' });
    expect(preview.consequences).toMatchObject([
      {
        kind: 'PLAN_CHANGE_MOOT',
        at: '2027-03-14T23:00:00.000Z',
        subject: { __typename: 'Plan' },
        explanation: expect.stringContaining('Standard version 1 on 2027-03-15'),
      },
    ]);
  });
});

describe('withdrawing a notice that made a smaller plan moot', () => {
  async function eightSatellites(): Promise<string> {
    clock.moveTo(START);
    const { id } = await ordered(admin, 'it-novum', 'premium');
    await changePlan(admin, id, ['it-novum', 'standard']);
    await giveNotice(admin, id, START);
    for (let n = 1; n <= 8; n += 1)
      await admin.request(
        'mutation ($input: RegisterSatelliteInput!) { registerSatellite(input: $input) { satellite { id } } }',
        { input: { contractId: id, name: `site ${n}` } },
      );
    return id;
  }

  it('withdrawing a notice that made a smaller plan moot is refused with what does not fit, unless the change is dropped', async () => {
    const id = await eightSatellites();
    const before = await rowCounts(server.database);
    const { userErrors } = await withdrawNotice(admin, id);
    expect(userErrors).toMatchObject([
      {
        code: 'DOWNGRADE_DOES_NOT_FIT',
        limit: 5,
        used: 8,
        path: null,
        message: expect.stringContaining('site 8'),
      },
    ]);
    expect(await rowCounts(server.database)).toEqual(before);
    const dropped = await withdrawNotice(admin, id, { dropPlanChange: true });
    expect(dropped.contract).toMatchObject({ endsOn: null, snapshot: { plan: { code: 'premium' } } });
    clock.moveTo('2027-03-15T12:00:00Z');
    const after = await snapshotAt(admin, id);
    expect(after).toMatchObject({ plan: { code: 'premium' }, satellites: { limit: 10, used: 8 } });
    await countersAgree(server.database, clock.now());
  });

  it('withdrawing a notice drops a change also after its day, where the notice had made it moot before', async () => {
    clock.moveTo(START);
    const id = await eightSatellites();
    await withdrawNotice(admin, id, { dropPlanChange: true });
    await changePlanTo(id, 'standard', 3);
    clock.moveTo('2027-03-10T12:00:00Z');
    await giveNotice(admin, id, '2027-01-10T12:00:00Z');
    await register(id, 3);
    clock.moveTo('2027-03-20T12:00:00Z');
    expect((await snapshotAt(admin, id)).status).toBe('ENDED');
    expect(codesOf(await withdrawNotice(admin, id))).toEqual(['DOWNGRADE_DOES_NOT_FIT']);
    const { contract } = await withdrawNotice(admin, id, { dropPlanChange: true });
    expect(contract).toMatchObject({ snapshot: { status: 'ACTIVE', plan: { code: 'premium' } } });
    expect(await snapshotAt(admin, id, '2027-03-16T12:00:00Z')).toMatchObject({
      status: 'ENDED',
      plan: { code: 'premium' },
    });
    await countersAgree(server.database, clock.now());
  });

  /** Gives satellites up, so that the smaller plan fits, and schedules it. */
  async function changePlanTo(id: string, plan: string, fewer: number): Promise<void> {
    const { contract } = await admin.request<{ contract: { satellites: { id: string }[] } }>(
      'query ($id: ID!) { contract(id: $id) { satellites { id } } }',
      { id },
    );
    for (const { id: satelliteId } of contract.satellites.slice(0, fewer))
      await admin.request(
        'mutation ($input: DecommissionSatelliteInput!) { decommissionSatellite(input: $input) { satellite { id } } }',
        { input: { satelliteId } },
      );
    expect((await changePlan(admin, id, ['it-novum', plan])).userErrors).toEqual([]);
  }

  async function register(id: string, count: number): Promise<void> {
    for (let n = 1; n <= count; n += 1)
      await admin.request(
        'mutation ($input: RegisterSatelliteInput!) { registerSatellite(input: $input) { satellite { id } } }',
        { input: { contractId: id, name: `late ${n}` } },
      );
  }
});

it('every counter of usage is as its ledger says after notices were given and withdrawn', async () => {
  await countersAgree(server.database, new Date(LATE));
});
