import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, OF_OP5, open, readIncident, step } from './incidents';

/** A Saturday, 23:00 in Stockholm. */
const SATURDAY = '2026-06-13T21:00:00.000Z';
/** 08:00 and 17:00 on the Monday after. */
const OPENS = '2026-06-15T06:00:00.000Z';
const CLOSES = '2026-06-15T15:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };
const note = 'Needs a developer.';

const clock = new TestClock(SATURDAY);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(SATURDAY));

describe('an escalation under OP5 Premium', () => {
  const opened = async () => accepted(open(admin, await order(admin, 'op5', 'premium', ACTIVE), OF_OP5));

  it('an escalation under OP5 Premium is refused outside business hours, with the instant at which the lines open, and changes nothing', async () => {
    const before = await opened();
    expect((await step(admin, 'escalateIncident', before.id, { note })).userErrors).toMatchObject([
      {
        __typename: 'OutsideWindowError',
        code: 'SUPPORT_LINE_CLOSED',
        nextOpensAt: OPENS,
        allowedByPlans: [],
      },
    ]);
    expect(await readIncident(admin, before.id)).toEqual(before);
  });

  it.each([
    ['2026-06-15T05:59:59.999Z', ['SUPPORT_LINE_CLOSED']],
    [OPENS, []],
    ['2026-06-15T14:59:59.999Z', []],
    [CLOSES, ['SUPPORT_LINE_CLOSED']],
  ])('an escalation under OP5 Premium at %s answers %j', async (at, codes) => {
    const { id } = await opened();
    clock.moveTo(at);
    expect(codesOf(await step(admin, 'escalateIncident', id, { note }))).toEqual(codes);
  });

  it('an escalation under OP5 Premium opens by the clock of the customer’s region', async () => {
    const customerId = await createCustomer(admin, { region: 'AMERICAS' });
    const contract = await order(admin, 'op5', 'premium', { ...ACTIVE, customerId });
    const { id } = await accepted(open(admin, contract, OF_OP5));
    const [refusal] = (await step(admin, 'escalateIncident', id, { note })).userErrors;
    expect(refusal!.nextOpensAt).toBe('2026-06-15T13:00:00.000Z');
  });

  it('an incident under OP5 Premium carries priority, which Standard does not', async () => {
    expect((await opened()).priority).toBe(true);
    const standard = await order(admin, 'op5', 'standard', ACTIVE);
    expect((await accepted(open(admin, standard, { ...OF_OP5, channel: 'EMAIL' }))).priority).toBe(false);
  });
});

it('an escalation is always possible where the lines have no hours of their own', async () => {
  const { id } = await accepted(open(admin, await order(admin, 'it-novum', 'premium', ACTIVE)));
  expect(codesOf(await step(admin, 'escalateIncident', id, { note }))).toEqual([]);
});

describe('a customer of a partner', () => {
  let partnerId: string;
  let partnersContract: OrderedContract;
  let contract: OrderedContract;

  beforeAll(async () => {
    partnerId = await createCustomer(admin, { isPartner: true });
    partnersContract = await order(admin, 'op5', 'standard', {
      customerId: partnerId,
      orderReceivedAt: '2026-04-10T10:00:00Z',
      contacts: [contactNamed('Paul')],
    });
    const customerId = await createCustomer(admin, { partnerId });
    contract = await order(admin, 'op5', 'premium', { ...ACTIVE, customerId });
  });
  const paul = () => ({ contactId: partnersContract.namedContacts[0]!.id });
  const ask = async (at: string, contactId: string) => {
    const document = `query ($input: CanOpenIncidentInput!) { canOpenIncident(input: $input) {
      responseDueAt userErrors { code } } }`;
    const input = { contractId: contract.id, at, contactId, impact: 'LOW' };
    const { canOpenIncident } = await admin.request<{
      canOpenIncident: { responseDueAt: string; userErrors: { code: string }[] };
    }>(document, { input });
    return canOpenIncident;
  };

  it('an incident of a customer of a partner starts at second line, and its 4 hours run while that is there', async () => {
    const incident = await accepted(open(admin, contract, { ...OF_OP5, ...paul(), impact: 'LOW' }));
    expect(incident).toMatchObject({ supportLine: 2, responseDueAt: '2026-06-15T10:00:00.000Z' });
    expect((await ask(SATURDAY, paul().contactId)).responseDueAt).toBe(incident.responseDueAt);
    const corrected = step(admin, 'correctIncident', incident.id, { impact: 'CRITICAL', reason: 'Down.' });
    expect((await accepted(corrected)).responseDueAt).toBe(incident.responseDueAt);
  });

  it('a customer of a partner is not spoken for by a partner whose own contract has not begun, or has ended', async () => {
    const late = await order(admin, 'op5', 'standard', {
      customerId: partnerId,
      orderReceivedAt: '2026-06-12T10:00:00Z',
      contacts: [contactNamed('Pia')],
    });
    const pia = { contactId: late.namedContacts[0]!.id };
    const answer = await open(admin, contract, { ...OF_OP5, ...pia });
    expect(answer.userErrors).toMatchObject([{ code: 'CONTACT_NOT_NAMED', path: ['input', 'contactId'] }]);
    expect(answer.userErrors[0]!.message).toContain(`a named contact of contract ${contract.number}`);
    expect((await ask(SATURDAY, pia.contactId)).userErrors).toEqual([{ code: 'CONTACT_NOT_NAMED' }]);

    const notice = { contractId: partnersContract.id, receivedAt: '2026-06-13T10:00:00Z', party: 'CUSTOMER' };
    await mutate(admin, 'giveNotice', notice);
    clock.moveTo('2027-05-07T10:00:00Z');
    expect(codesOf(await open(admin, contract, { ...OF_OP5, ...paul() }))).toEqual([]);
    clock.moveTo('2027-05-10T10:00:00Z');
    expect(codesOf(await open(admin, contract, { ...OF_OP5, ...paul() }))).toEqual(['CONTACT_NOT_NAMED']);
    const before = { ...OF_OP5, ...paul(), receivedAt: '2027-05-07T10:00:00Z' };
    expect(codesOf(await open(admin, contract, before))).toEqual([]);
  });
});

describe('a distributed setup', () => {
  it('a distributed setup is refused by a plan without them, which names those with', async () => {
    const contract = await order(admin, 'op5', 'basic', ACTIVE);
    const asked = { ...OF_OP5, channel: 'WEB', distributedSetup: true };
    expect((await open(admin, contract, asked)).userErrors).toMatchObject([
      {
        code: 'DISTRIBUTED_SETUP_NOT_IN_PLAN',
        path: ['input', 'distributedSetup'],
        allowedByPlans: [{ code: 'standard' }, { code: 'premium' }],
      },
    ]);
    expect(codesOf(await open(admin, contract, { ...asked, distributedSetup: false }))).toEqual([]);
    const standard = await order(admin, 'op5', 'standard', ACTIVE);
    expect(await accepted(open(admin, standard, asked))).toMatchObject({ distributedSetup: true });
  });
});

it('a phone call outside the window names the plans that would take it', async () => {
  const contract = await order(admin, 'op5', 'standard', ACTIVE);
  expect((await open(admin, contract, { ...OF_OP5, channel: 'PHONE' })).userErrors).toMatchObject([
    { code: 'OUTSIDE_SERVICE_WINDOW', nextOpensAt: OPENS, allowedByPlans: [{ code: 'premium' }] },
  ]);
});

it('a suspended contract opens no incident, whatever earlier receipt is given', async () => {
  const contract = await order(admin, 'op5', 'standard', ACTIVE);
  const suspension = { contractId: contract.id, reason: 'No access is given.' };
  expect(codesOf(await mutate(admin, 'suspendContract', suspension))).toEqual([]);
  const receivedAt = '2026-06-12T10:00:00Z';
  expect(codesOf(await open(admin, contract, { ...OF_OP5, receivedAt }))).toEqual(['CONTRACT_SUSPENDED']);
  const satellite = { contractId: contract.id, name: 'edge' };
  expect(codesOf(await mutate(admin, 'registerSatellite', satellite))).toEqual(['CONTRACT_SUSPENDED']);
});
