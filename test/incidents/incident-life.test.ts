import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, order } from '../support/builders';
import { codesOf } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, IncidentNode, OF_OP5, open, readIncident, step } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };
/** 4 hours on the clock of Standard, from 12:00 Berlin time. */
const DUE = '2026-06-10T14:00:00.000Z';

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let support: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  support = await server.as('SUPPORT');
});
beforeEach(() => clock.moveTo(NOW));

async function newIncident(plan = 'standard'): Promise<IncidentNode> {
  return accepted(open(admin, await order(admin, 'it-novum', plan, ACTIVE)));
}

describe('a whole life', () => {
  it('a whole life of an incident leads through every status, and is told with who and when', async () => {
    const { id } = await newIncident();
    const steps: [string, string, object, string][] = [
      ['2026-06-10T11:00:00.000Z', 'recordFirstResponse', {}, 'IN_PROGRESS'],
      ['2026-06-10T12:00:00.000Z', 'escalateIncident', { note: 'Needs a developer.' }, 'IN_PROGRESS'],
      ['2026-06-11T10:00:00.000Z', 'awaitCustomer', { note: 'Which log?' }, 'WAITING_FOR_CUSTOMER'],
      ['2026-06-12T10:00:00.000Z', 'resumeIncident', { note: 'The second.' }, 'IN_PROGRESS'],
      ['2026-06-12T11:00:00.000Z', 'linkBug', { reference: 'MON-4711', severity: 'CRASH' }, 'IN_PROGRESS'],
      ['2026-06-13T10:00:00.000Z', 'resolveIncident', { note: 'Fixed in 4.8.3.' }, 'RESOLVED'],
      ['2026-06-14T10:00:00.000Z', 'closeIncident', {}, 'CLOSED'],
    ];
    for (const [at, mutation, input, status] of steps) {
      clock.moveTo(at);
      expect((await accepted(step(support, mutation, id, input))).status).toBe(status);
    }
    expect(await readIncident(support, id)).toMatchObject({
      status: 'CLOSED',
      supportLine: 2,
      firstRespondedAt: '2026-06-10T11:00:00.000Z',
      responseMet: true,
      bugReference: 'MON-4711',
      bugSeverity: 'CRASH',
      voidedAt: null,
      history: [
        { at: NOW, kind: 'RECEIVED', note: null, actor: 'test ADMIN' },
        { at: steps[0]![0], kind: 'FIRST_RESPONSE', note: null, actor: 'test SUPPORT' },
        { at: steps[1]![0], kind: 'ESCALATED', note: 'Needs a developer.', actor: 'test SUPPORT' },
        { at: steps[2]![0], kind: 'WAITING_FOR_CUSTOMER', note: 'Which log?', actor: 'test SUPPORT' },
        { at: steps[3]![0], kind: 'RESUMED', note: 'The second.', actor: 'test SUPPORT' },
        { at: steps[4]![0], kind: 'BUG_LINKED', note: 'CRASH MON-4711', actor: 'test SUPPORT' },
        { at: steps[5]![0], kind: 'RESOLVED', note: 'Fixed in 4.8.3.', actor: 'test SUPPORT' },
        { at: steps[6]![0], kind: 'CLOSED', note: null, actor: 'test SUPPORT' },
      ],
    });
  });

  it.each([
    ['awaitCustomer', { note: 'Which log?' }],
    ['resumeIncident', {}],
    ['resolveIncident', { note: 'Fixed.' }],
    ['closeIncident', {}],
  ])('a new incident knows no %s, and a refusal changes nothing', async (mutation, input) => {
    const incident = await newIncident();
    const { userErrors } = await step(support, mutation, incident.id, input);
    expect(userErrors).toMatchObject([
      { __typename: 'RuleError', code: 'INVALID_STATE', path: ['input', 'incidentId'] },
    ]);
    expect(userErrors[0]!.message).toContain(
      'it can be: answered for the first time, escalated, voided, linked to a bug, given a note, corrected.',
    );
    expect(await readIncident(support, incident.id)).toEqual(incident);
  });

  it.each(['escalateIncident', 'awaitCustomer', 'resolveIncident'])(
    'the step %s of an incident wants a note',
    async (mutation) => {
      const { id } = await newIncident();
      expect((await step(support, mutation, id, { note: ' ' })).userErrors).toMatchObject([
        { code: 'INVALID_INPUT', path: ['input', 'note'] },
      ]);
    },
  );

  it('a step of an unknown incident finds nothing', async () => {
    const id = toGlobalId('Incident', '999999999');
    for (const mutation of ['closeIncident', 'recordFirstResponse', 'resumeIncident']) {
      expect((await step(support, mutation, id)).userErrors).toMatchObject([
        { code: 'NOT_FOUND', path: ['input', 'incidentId'] },
      ]);
    }
    expect(codesOf(await step(support, 'voidIncident', id, { reason: 'Twice.' }))).toEqual(['NOT_FOUND']);
  });
});

describe('the lines of support', () => {
  it('the lines of support are three', async () => {
    const { id } = await newIncident();
    const note = 'Handed on.';
    expect((await accepted(step(support, 'escalateIncident', id, { note }))).supportLine).toBe(2);
    expect((await accepted(step(support, 'escalateIncident', id, { note }))).supportLine).toBe(3);
    expect(codesOf(await step(support, 'escalateIncident', id, { note }))).toEqual(['INVALID_STATE']);
    expect(await readIncident(support, id)).toMatchObject({ status: 'NEW', supportLine: 3 });
  });

  it('the lines of support leave one step to a request that came through a partner', async () => {
    const partnerId = await createCustomer(admin, { isPartner: true });
    const customerId = await createCustomer(admin, { partnerId });
    const contract = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId });
    const incident = await accepted(open(admin, contract, OF_OP5));
    const note = 'Handed on.';
    expect((await accepted(step(support, 'escalateIncident', incident.id, { note }))).supportLine).toBe(3);
    expect(codesOf(await step(support, 'escalateIncident', incident.id, { note }))).toEqual([
      'INVALID_STATE',
    ]);
  });
});

describe('the first response', () => {
  it.each([
    [DUE, true],
    ['2026-06-10T14:00:01.000Z', false],
  ])('a first response at %s keeps the promise: %s', async (now, responseMet) => {
    const { id, responseDueAt } = await newIncident();
    expect(responseDueAt).toBe(DUE);
    clock.moveTo(now);
    expect(await accepted(step(support, 'recordFirstResponse', id))).toMatchObject({
      firstRespondedAt: now,
      responseMet,
      status: 'IN_PROGRESS',
    });
  });

  it('a first response may be recorded later, and counts from when it was given', async () => {
    const { id } = await newIncident();
    clock.moveTo('2026-06-12T10:00:00.000Z');
    const incident = await accepted(step(support, 'recordFirstResponse', id, { respondedAt: DUE }));
    expect(incident).toMatchObject({ firstRespondedAt: DUE, responseMet: true });
    expect(incident.history[1]).toMatchObject({ at: DUE, kind: 'FIRST_RESPONSE' });
  });

  it('a first response is recorded once and kept, whatever comes after', async () => {
    const { id } = await newIncident();
    clock.moveTo('2026-06-10T14:00:01.000Z');
    await accepted(step(support, 'recordFirstResponse', id));
    const second = await step(support, 'recordFirstResponse', id, { respondedAt: DUE });
    expect(codesOf(second)).toEqual(['INVALID_STATE']);
    await accepted(step(support, 'resolveIncident', id, { note: 'Fixed.' }));
    await accepted(step(support, 'closeIncident', id));
    await accepted(step(support, 'voidIncident', id, { reason: 'Twice.' }));
    expect(await readIncident(support, id)).toMatchObject({
      responseDueAt: DUE,
      firstRespondedAt: '2026-06-10T14:00:01.000Z',
      responseMet: false,
    });
  });

  it('a first response neither keeps nor breaks a promise that was not made', async () => {
    const { id } = await newIncident('basic');
    expect(await accepted(step(support, 'recordFirstResponse', id))).toMatchObject({
      firstRespondedAt: NOW,
      responseMet: null,
    });
  });

  it('a first response is not before the receipt, even of a request whose clock was ahead', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    const receivedAt = '2026-06-10T10:05:00.000Z';
    const incident = await accepted(open(admin, contract, { receivedAt }));
    const early = await step(support, 'recordFirstResponse', incident.id, { respondedAt: NOW });
    expect(early.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'respondedAt'] }]);
    expect((await accepted(step(support, 'recordFirstResponse', incident.id))).firstRespondedAt).toBe(
      receivedAt,
    );
  });

  it('a first response is not more than 5 minutes ahead', async () => {
    const { id } = await newIncident();
    const ahead = { respondedAt: '2026-06-10T10:05:00.001Z' };
    expect(codesOf(await step(support, 'recordFirstResponse', id, ahead))).toEqual(['INVALID_INPUT']);
    const atMost = { respondedAt: '2026-06-10T10:05:00.000Z' };
    expect(codesOf(await step(support, 'recordFirstResponse', id, atMost))).toEqual([]);
  });
});

describe('a bug', () => {
  it('a bug that is linked takes the place of one that was linked before', async () => {
    const { id } = await newIncident();
    await accepted(step(support, 'linkBug', id, { reference: 'MON-1', severity: 'OTHER' }));
    const incident = await accepted(step(support, 'linkBug', id, { reference: 'MON-2', severity: 'BLOCK' }));
    expect(incident).toMatchObject({ bugReference: 'MON-2', bugSeverity: 'BLOCK', status: 'NEW' });
    expect(incident.history.map((event) => event.note)).toEqual([null, 'OTHER MON-1', 'BLOCK MON-2']);
  });

  it('a bug is not linked to a voided incident', async () => {
    const { id } = await newIncident();
    await accepted(step(support, 'voidIncident', id, { reason: 'Twice.' }));
    const answer = await step(support, 'linkBug', id, { reference: 'MON-1', severity: 'OTHER' });
    expect(codesOf(answer)).toEqual(['INVALID_STATE']);
  });
});
