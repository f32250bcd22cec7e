import { GraphQLClient } from 'graphql-request';
import { mayCall } from '../../src/access/permissions';
import { OF_OP5, accepted, open, step } from '../incidents/incidents';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { EVERY_MUTATION } from '../support/every-mutation';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

/** Active from 10 May on. */
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const server = useServer(new TestClock('2026-06-10T10:00:00Z'));
let admin: GraphQLClient;
let partner: GraphQLClient;
let withOp5: OrderedContract;
let withItNovum: OrderedContract;
let satelliteId: string;
let blockId: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const partnerId = await createCustomer(admin, { isPartner: true });
  const customerId = await createCustomer(admin, { partnerId });
  for (const provider of ['op5', 'it-novum'])
    await order(admin, provider, 'standard', { ...ACTIVE, customerId: partnerId });
  withOp5 = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId });
  withItNovum = await order(admin, 'it-novum', 'standard', { ...ACTIVE, customerId });
  partner = await server.as('CUSTOMER', partnerId);
  const contractId = withItNovum.id;
  const { satellite } = await mutate(
    admin,
    'registerSatellite',
    { contractId, name: 'core' },
    'satellite { id }',
  );
  satelliteId = (satellite as { id: string }).id;
  const booking = { contractId, startsAt: '2026-07-01T08:00:00Z', subject: 'Upgrade' };
  const { consultingBlocks } = await mutate(admin, 'bookConsultingBlock', booking, 'consultingBlocks { id }');
  blockId = (consultingBlocks as { id: string }[])[0]!.id;
});

const ALLOWED = ['openIncident', 'resumeIncident'];

const contact = () => withItNovum.namedContacts[0]!.id;
const REFUSED: Readonly<Record<string, () => Promise<object> | object>> = {
  giveNotice: () => ({ contractId: withItNovum.id, party: 'CUSTOMER' }),
  withdrawNotice: () => ({ contractId: withItNovum.id }),
  addNamedContact: () => ({ contractId: withItNovum.id, contact: contactNamed('Bob') }),
  replaceNamedContact: () => ({ contactId: contact(), contact: contactNamed('Bob') }),
  removeNamedContact: () => ({ contactId: contact() }),
  updateNamedContact: () => ({ contactId: contact(), name: 'Eve' }),
  registerSatellite: () => ({ contractId: withItNovum.id, name: 'edge' }),
  decommissionSatellite: () => ({ satelliteId }),
  bookConsultingBlock: () => ({
    contractId: withItNovum.id,
    startsAt: '2026-07-08T08:00:00Z',
    subject: 'Upgrade',
  }),
  cancelConsultingBlock: () => ({ blockId }),
  updateConsultingBlock: () => ({ blockId, startsAt: '2026-07-02T08:00:00Z' }),
  addIncidentNote: async () => {
    const { id } = await accepted(open(admin, withOp5, OF_OP5));
    return { incidentId: id, note: 'The host is reachable again.' };
  },
  reopenIncident: async () => {
    const { id } = await accepted(open(admin, withOp5, OF_OP5));
    await accepted(step(admin, 'recordFirstResponse', id));
    await accepted(step(admin, 'resolveIncident', id, { note: 'Fixed.' }));
    return { incidentId: id, note: 'It is back.' };
  },
};

it('every mutation of a CUSTOMER is tried by a partner', () => {
  const ofCustomers = Object.keys(EVERY_MUTATION).filter((name) => mayCall('CUSTOMER', `Mutation.${name}`));
  expect([...ALLOWED, ...Object.keys(REFUSED)].sort()).toEqual(ofCustomers.sort());
});

it.each(Object.keys(REFUSED))(
  'a partner is refused %s for its customer, is told what it may do, and writes nothing',
  async (mutation) => {
    const input = await REFUSED[mutation]!();
    const before = await rowCounts(server.database);
    const answer = await mutate(partner, mutation, input, EVERY_MUTATION[mutation]!.selection);
    expect(codesOf(answer)).toEqual(['NOT_FOUND']);
    expect(answer.userErrors[0]!.message).toContain(
      'For your customers you open incidents and answer questions.',
    );
    expect(await rowCounts(server.database)).toEqual(before);
  },
);

it.each([
  'canAddNamedContact(contractId: $id) { allowed userErrors { code } }',
  'canRegisterSatellite(contractId: $id) { allowed userErrors { code } }',
  'canBookConsultingBlock(contractId: $id, startsAt: "2026-07-01T08:00:00Z") { allowed userErrors { code } }',
  'canOrderAdditionalConsulting(contractId: $id, blocks: 1) { allowed userErrors { code } }',
])('a partner is told so by the question of the mutation, too: %s', async (question) => {
  const answer = await partner.request<Record<string, object>>(`query ($id: ID!) { ${question} }`, {
    id: withOp5.id,
  });
  expect(Object.values(answer)).toEqual([{ allowed: false, userErrors: [{ code: 'NOT_FOUND' }] }]);
});

it('a partner sees neither blocks, orders nor satellites of its customer', async () => {
  const document = `query ($id: ID!, $block: ID!) { node(id: $block) { id } contract(id: $id) {
      number satellites { id } consultingOrders { id } consultingBlocks { totalCount nodes { id } } } }`;
  expect(await partner.request(document, { id: withItNovum.id, block: blockId })).toEqual({
    node: null,
    contract: {
      number: withItNovum.number,
      satellites: [],
      consultingOrders: [],
      consultingBlocks: { totalCount: 0, nodes: [] },
    },
  });
});
