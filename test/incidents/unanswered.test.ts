import { GraphQLClient } from 'graphql-request';
import { closeUnanswered } from '../../src/incidents/use-cases/close-unanswered';
import { order } from '../support/builders';
import { codesOf } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, kindsOf, open, readIncident, step } from './incidents';

/** Six weeks over the change of clocks on 25 October: from 12:00 to 12:00 by Berlin's clock. */
const ASKED = '2026-10-01T10:00:00.000Z';
const LAST = '2026-11-12T10:59:59.999Z';
const CLOSED = '2026-11-12T11:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-08-01T10:00:00Z' };
const CLOSING = {
  at: CLOSED,
  recordedAt: CLOSED,
  kind: 'CLOSED_UNANSWERED',
  note: null,
  internal: false,
  responseDueAt: null,
  actor: 'system',
};

const clock = new TestClock(ASKED);
const server = useServer(clock, 'unanswered');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(async () => {
  clock.moveTo('2099-01-01T00:00:00Z');
  await sweep();
  clock.moveTo(ASKED);
});

const sweep = (size?: number) => closeUnanswered(server.database, clock.now(), size);

async function waitingIncident(): Promise<string> {
  const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
  const { id } = await accepted(open(admin, contract));
  await step(admin, 'recordFirstResponse', id);
  expect(codesOf(await step(admin, 'awaitCustomer', id, { note: 'Which log?' }))).toEqual([]);
  return id;
}

const WAITED = ['RECEIVED', 'FIRST_RESPONSE', 'WAITING_FOR_CUSTOMER'];

describe('an incident without an answer for six weeks', () => {
  it('an incident without an answer for six weeks is closed by itself, though nothing ran', async () => {
    const id = await waitingIncident();
    clock.moveTo(LAST);
    const before = await readIncident(admin, id);
    expect(before.status).toBe('WAITING_FOR_CUSTOMER');
    expect(kindsOf(before)).toEqual(WAITED);
    clock.moveTo(CLOSED);
    const after = await readIncident(admin, id);
    const over = { status: 'CLOSED', closesByItselfAt: null, closingWarningAt: null };
    expect(after).toEqual({ ...before, ...over, history: [...before.history, CLOSING] });
    clock.moveTo('2029-11-21T10:00:00Z');
    expect(await readIncident(admin, id)).toEqual(after);
  });

  it('an incident without an answer for six weeks reads the same once the closing is written down, and is written down once', async () => {
    const id = await waitingIncident();
    clock.moveTo(LAST);
    expect(await sweep()).toBe(0);
    clock.moveTo('2029-11-21T10:00:00Z');
    const derived = await readIncident(admin, id);
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect(await readIncident(admin, id)).toEqual(derived);
    clock.moveTo(CLOSED);
    expect(await readIncident(admin, id)).toEqual(derived);
  });

  it.each([
    ['resumeIncident', {}],
    ['resolveIncident', { note: 'Fixed.' }],
    ['escalateIncident', { note: 'Handed on.' }],
  ])(
    'an incident without an answer can take %s until the six weeks are over and no longer',
    async (mutation, input) => {
      const [inTime, late] = [await waitingIncident(), await waitingIncident()];
      clock.moveTo(LAST);
      expect(codesOf(await step(admin, mutation, inTime, input))).toEqual([]);
      clock.moveTo(CLOSED);
      const refused = await step(admin, mutation, late, input);
      expect(codesOf(refused)).toEqual(['INVALID_STATE']);
      expect(refused.userErrors[0]!.message).toContain('is CLOSED');
      expect(kindsOf(await readIncident(admin, late))).toEqual([...WAITED, 'CLOSED_UNANSWERED']);
    },
  );

  it('an incident without an answer for six weeks has the closing before the voiding in its history, though nothing had written it', async () => {
    const id = await waitingIncident();
    clock.moveTo('2026-12-01T10:00:00Z');
    const incident = await accepted(step(admin, 'voidIncident', id, { reason: 'Twice.' }));
    expect(kindsOf(incident)).toEqual([...WAITED, 'CLOSED_UNANSWERED', 'VOIDED']);
    expect(incident.history[3]).toEqual(CLOSING);
    expect(await sweep()).toBe(0);
    expect(await readIncident(admin, id)).toEqual(incident);
  });

  it('an incident waits six weeks anew after an answer and another question', async () => {
    const id = await waitingIncident();
    clock.moveTo(LAST);
    await step(admin, 'resumeIncident', id);
    await step(admin, 'awaitCustomer', id, { note: 'And the other log?' });
    clock.moveTo('2026-12-24T10:59:59.998Z');
    expect((await readIncident(admin, id)).status).toBe('WAITING_FOR_CUSTOMER');
    clock.moveTo('2026-12-24T10:59:59.999Z');
    expect((await readIncident(admin, id)).status).toBe('CLOSED');
  });

  it('an incident without an answer does not wait longer for an escalation', async () => {
    const id = await waitingIncident();
    clock.moveTo('2026-10-20T10:00:00Z');
    expect(codesOf(await step(admin, 'escalateIncident', id, { note: 'Handed on.' }))).toEqual([]);
    clock.moveTo(CLOSED);
    expect((await readIncident(admin, id)).status).toBe('CLOSED');
  });
});

describe('the sweep', () => {
  it('the sweep of unanswered incidents goes on in small steps until nothing is left', async () => {
    const ids = [await waitingIncident(), await waitingIncident(), await waitingIncident()];
    clock.moveTo(CLOSED);
    expect(await sweep(2)).toBe(3);
    for (const id of ids) expect((await readIncident(admin, id)).history[3]).toEqual(CLOSING);
  });

  it('the sweep of unanswered incidents writes each closing once, however many run at a time', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await waitingIncident());
    clock.moveTo(CLOSED);
    const written = await Promise.all([1, 2, 3, 4].map(() => sweep(1)));
    written.push(await sweep());
    expect(written.reduce((sum, count) => sum + count)).toBe(6);
    for (const id of ids) {
      expect(kindsOf(await readIncident(admin, id))).toEqual([...WAITED, 'CLOSED_UNANSWERED']);
    }
  });
});
