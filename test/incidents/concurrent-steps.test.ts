import { GraphQLClient } from 'graphql-request';
import { closeUnanswered } from '../../src/incidents/use-cases/close-unanswered';
import { createCustomer, order } from '../support/builders';
import { codesOf } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, IncidentAnswer, kindsOf, open, readIncident, step, usedAt } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

async function newIncident(fields: object = {}): Promise<{ id: string; contractId: string }> {
  const orderReceivedAt = '2026-04-10T10:00:00Z';
  const contract = await order(admin, 'it-novum', 'standard', { orderReceivedAt, ...fields });
  const { id } = await accepted(open(admin, contract));
  return { id, contractId: contract.id };
}

/** Which of the answers are not refused. */
const comeThrough = (answers: readonly IncidentAnswer[]) =>
  answers.filter(({ userErrors }) => userErrors.length === 0);

describe('several writers at one incident at once', () => {
  it('several writers at one incident at once record the first response once', async () => {
    const { id } = await newIncident();
    const at = (minute: number) => ({ respondedAt: `2026-06-10T10:0${minute % 5}:00.000Z` });
    const writers = Array.from({ length: 20 }, (_, n) => step(admin, 'recordFirstResponse', id, at(n)));
    const answers = await Promise.all(writers);
    const [first, ...others] = comeThrough(answers);
    expect(others).toEqual([]);
    expect(answers.flatMap(codesOf)).toEqual(Array(19).fill('INVALID_STATE'));
    expect(await readIncident(admin, id)).toEqual(first!.incident);
  });

  it('several writers at one incident at once leave a history in which every step follows from the one before', async () => {
    const { id } = await newIncident();
    await step(admin, 'recordFirstResponse', id);
    const mutations = [
      'awaitCustomer',
      'resumeIncident',
      'resolveIncident',
      'awaitCustomer',
      'closeIncident',
    ];
    const notes = ['awaitCustomer', 'resolveIncident'];
    const call = (mutation: string) =>
      step(admin, mutation, id, notes.includes(mutation) ? { note: 'x' } : {});
    const answers = await Promise.all([...mutations, ...mutations].map(call));
    const incident = await readIncident(admin, id);
    expect(kindsOf(incident)).toHaveLength(2 + comeThrough(answers).length);
    const path = kindsOf(incident).slice(1).join(' ');
    expect(path).toMatch(
      /^FIRST_RESPONSE( WAITING_FOR_CUSTOMER RESUMED)*( WAITING_FOR_CUSTOMER)?( RESOLVED( CLOSED)?)?$/,
    );
  });

  it('several writers at one incident at once escalate no further than the third line', async () => {
    const { id } = await newIncident();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => step(admin, 'escalateIncident', id, { note: 'x' })),
    );
    expect(comeThrough(answers)).toHaveLength(2);
    expect(await readIncident(admin, id)).toMatchObject({ supportLine: 3 });
  });

  it('several writers at one incident at once void it once, and its unit comes back once', async () => {
    const { id, contractId } = await newIncident();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => step(admin, 'voidIncident', id, { reason: 'Twice.' })),
    );
    expect(comeThrough(answers)).toHaveLength(1);
    expect(await usedAt(admin, contractId)).toBe(0);
  });

  it('several writers void one of two incidents that are each said to be a duplicate of the other, under two contracts', async () => {
    const customerId = await createCustomer(admin);
    const reason = 'Twice.';
    for (let pair = 0; pair < 5; pair++) {
      const [one, two] = [await newIncident({ customerId }), await newIncident({ customerId })];
      const answers = await Promise.all([
        step(admin, 'voidIncident', one.id, { reason, duplicateOfId: two.id }),
        step(admin, 'voidIncident', two.id, { reason, duplicateOfId: one.id }),
      ]);
      expect(answers.map(codesOf).sort()).toEqual([[], ['INVALID_STATE']]);
    }
  });

  it('several writers at one incident and the sweep at once close it once', async () => {
    const { id } = await newIncident();
    await step(admin, 'recordFirstResponse', id);
    await step(admin, 'awaitCustomer', id, { note: 'Which log?' });
    clock.moveTo('2026-07-22T10:00:00.000Z');
    await Promise.all([
      closeUnanswered(server.database, clock.now()),
      step(admin, 'voidIncident', id, { reason: 'Twice.' }),
      step(admin, 'linkBug', id, { reference: 'MON-1', severity: 'OTHER' }),
      closeUnanswered(server.database, clock.now()),
    ]);
    const kinds = kindsOf(await readIncident(admin, id));
    expect(kinds.slice(0, 4)).toEqual([
      'RECEIVED',
      'FIRST_RESPONSE',
      'WAITING_FOR_CUSTOMER',
      'CLOSED_UNANSWERED',
    ]);
    expect(kinds.filter((kind) => kind === 'CLOSED_UNANSWERED')).toHaveLength(1);
    expect(kinds).toContain('VOIDED');
  });
});
