import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, open, readIncident, step, usedAt } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let customerId: string;
let contract: OrderedContract;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
  contract = await order(admin, 'it-novum', 'standard', {
    orderReceivedAt: '2026-04-10T10:00:00Z',
    customerId,
  });
});
beforeEach(() => clock.moveTo(NOW));

const opened = async () => (await accepted(open(admin, contract))).id;
const respond = (id: string, input: object) => step(admin, 'recordFirstResponse', id, input);

describe('the first response', () => {
  it('the first response is kept with its way, its kind, what was said and the number of that time', async () => {
    const id = await opened();
    const contactId = contract.namedContacts[0]!.id;
    clock.moveTo('2026-06-10T12:00:00.000Z');
    await mutate(admin, 'updateNamedContact', { contactId, phone: '+49 661 999' });
    const response = { kind: 'INFORMATION_NEEDED', channel: 'PHONE', note: 'Which version?' };
    const before = await accepted(respond(id, { ...response, respondedAt: '2026-06-10T11:00:00.000Z' }));
    expect(before).toMatchObject({
      firstResponseKind: 'INFORMATION_NEEDED',
      firstResponseChannel: 'PHONE',
      firstResponseTo: '+49 661 103 0',
      history: [{}, { kind: 'FIRST_RESPONSE', note: 'Which version?' }],
    });
    expect(await accepted(respond(await opened(), response))).toMatchObject({
      firstResponseTo: '+49 661 999',
    });
    expect(await accepted(respond(await opened(), { channel: 'EMAIL' }))).toMatchObject({
      firstResponseTo: 'ada@example.com',
      firstResponseKind: null,
    });
  });

  it('the first response goes by email or telephone, not by the web', async () => {
    const { userErrors } = await respond(await opened(), { channel: 'WEB' });
    expect(userErrors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'channel'], message: 'channel must be EMAIL or PHONE.' },
    ]);
  });
});

describe('a resolution is one on the first call', () => {
  const note = 'Told.';
  it.each<[string, string | null, readonly [string, object][], boolean]>([
    ['where the response solved it', 'SOLUTION_PROPOSED', [], true],
    ['not where it confirmed the start', 'STARTED', [], false],
    ['not where its kind was not said', null, [], false],
    [
      'not after a question',
      'SOLUTION_PROPOSED',
      [
        ['awaitCustomer', { note }],
        ['resumeIncident', {}],
      ],
      false,
    ],
    ['not with a question open', 'SOLUTION_PROPOSED', [['awaitCustomer', { note }]], false],
    ['not after an escalation', 'SOLUTION_PROPOSED', [['escalateIncident', { note }]], false],
    ['also after a note', 'SOLUTION_PROPOSED', [['addIncidentNote', { note }]], true],
  ])('a resolution is one on the first call %s', async (_, kind, between, expected) => {
    const id = await opened();
    await accepted(respond(id, { kind }));
    for (const [mutation, input] of between) await accepted(step(admin, mutation, id, input));
    expect(await accepted(step(admin, 'resolveIncident', id, { note }))).toMatchObject({
      resolvedOnFirstCall: expected,
    });
  });

  it('a resolution is not one on the first call where another line responded', async () => {
    const id = await opened();
    await accepted(step(admin, 'escalateIncident', id, { note }));
    await accepted(respond(id, { kind: 'SOLUTION_PROPOSED' }));
    expect((await accepted(step(admin, 'resolveIncident', id, { note }))).resolvedOnFirstCall).toBe(false);
  });
});

describe('a duplicate', () => {
  const reason = 'Reported twice.';

  it('a duplicate names the incident that goes on, and gives its unit back', async () => {
    const first = await accepted(open(admin, contract));
    const id = await opened();
    const used = await usedAt(admin, contract.id);
    const duplicateOfId = first.id;
    expect(await accepted(step(admin, 'voidIncident', id, { reason, duplicateOfId }))).toMatchObject({
      status: 'VOIDED',
      duplicateOf: { reference: first.reference },
    });
    expect(await usedAt(admin, contract.id)).toBe(used - 1);
    const customer = await server.as('CUSTOMER', customerId);
    expect(await readIncident(customer, id)).toMatchObject({ duplicateOf: { reference: first.reference } });
    const back = await step(admin, 'voidIncident', first.id, { reason, duplicateOfId: id });
    expect(codesOf(back)).toEqual(['INVALID_STATE']);
  });

  it('a duplicate is none of itself, of nothing, or of another customer’s incident, and a refusal changes nothing', async () => {
    const before = await accepted(open(admin, contract));
    const foreign = await accepted(
      open(admin, await order(admin, 'it-novum', 'standard', { orderReceivedAt: '2026-04-10T10:00:00Z' })),
    );
    const unknown = toGlobalId('Incident', '999999999');
    for (const [duplicateOfId, code] of [
      [before.id, 'INVALID_INPUT'],
      [foreign.id, 'NOT_FOUND'],
      [unknown, 'NOT_FOUND'],
    ]) {
      const { userErrors } = await step(admin, 'voidIncident', before.id, { reason, duplicateOfId });
      expect(userErrors).toMatchObject([{ code, path: ['input', 'duplicateOfId'] }]);
    }
    expect(await readIncident(admin, before.id)).toEqual(before);
  });
});
