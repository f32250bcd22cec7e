import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { MONTH_MUTATIONS } from '../billing/month-mutations';
import { booked, orderAdditional, ordersOf } from '../consulting/consulting-api';
import { KEY_MUTATIONS } from '../access/key-mutations';
import { WEBHOOK_MUTATIONS } from '../events/webhook-mutations';
import { accepted, open, requestUnder, step } from '../incidents/incidents';
import { contactNamed, createCustomer, order, OrderedContract, planId, uniqueNumber } from './builders';
import { mutate } from './mutate';
import { MutationCase } from './mutation-case';

/** A Wednesday, inside every service window; contracts of these cases are active since 2026-05-10, by Berlin's clock. */
export const MUTATED_AT = '2026-06-10T10:00:00.000Z';

const contractOf = (admin: GraphQLClient, fields: object = {}) =>
  order(admin, 'it-novum', 'premium', { orderReceivedAt: '2026-04-10T10:00:00Z', ...fields });
const contractIdOf = async (admin: GraphQLClient) => (await contractOf(admin)).id;

async function openedIn(
  admin: GraphQLClient,
  ...steps: readonly [string, object][]
): Promise<{ incidentId: string }> {
  const { id } = await accepted(open(admin, await contractOf(admin)));
  for (const [mutation, input] of steps) await step(admin, mutation, id, input);
  return { incidentId: id };
}

async function blockOf(admin: GraphQLClient): Promise<{ blockId: string }> {
  const [block] = await booked(admin, await contractIdOf(admin), '2026-06-11T08:00:00Z');
  return { blockId: block!.id };
}

async function deliveredBlockOf(admin: GraphQLClient): Promise<{ blockId: string }> {
  const input = await blockOf(admin);
  await mutate(admin, 'deliverConsultingBlock', input);
  return input;
}

async function satelliteOf(admin: GraphQLClient): Promise<{ satelliteId: string }> {
  const input = { contractId: await contractIdOf(admin), name: 'edge' };
  const { satellite } = await mutate(admin, 'registerSatellite', input, 'satellite { id }');
  return { satelliteId: satellite.id };
}

const contactId = (contract: OrderedContract, place = 0) => contract.namedContacts[place]!.id;

async function voided(accepted: object, admin: GraphQLClient): Promise<object> {
  const { incidentId } = accepted as { incidentId: string };
  await mutate(admin, 'voidIncident', { incidentId, reason: 'Twice.' });
  return accepted;
}

const RESPONDED: [string, object] = ['recordFirstResponse', {}];
const WAITING: [string, object] = ['awaitCustomer', { note: 'Which log?' }];
const RESOLVED: [string, object] = ['resolveIncident', { note: 'Fixed.' }];

const CONTRACT = 'contract { id number renewsOn endsOn }';
const CONTACT = 'namedContact { id name email since until }';
const INCIDENT = 'incident { id reference status supportLine voidedAt bugReference }';
const BLOCK = 'consultingBlock { id status startsAt }';
const SATELLITE = 'satellite { id name registeredAt decommissionedAt }';

/** Every mutation of the schema. */
export const EVERY_MUTATION: Readonly<Record<string, MutationCase>> = {
  createCustomer: {
    selection: 'customer { id number name }',
    accepted: () => Promise.resolve({ number: uniqueNumber('C'), name: 'New customer', region: 'EUROPE' }),
    refusal: 'CONFLICT',
  },
  updateCustomer: {
    selection: 'customer { id name region }',
    accepted: async (admin) => ({
      customerId: await createCustomer(admin),
      name: 'Renamed',
      region: 'AMERICAS',
    }),
    refused: () => Promise.resolve({ customerId: toGlobalId('Customer', '999999999') }),
    refusal: 'NOT_FOUND',
  },
  orderContract: {
    selection: CONTRACT,
    accepted: async (admin) => ({
      customerId: await createCustomer(admin),
      planId: await planId(admin, 'it-novum', 'standard'),
      number: uniqueNumber('K'),
      orderReceivedAt: MUTATED_AT,
      contacts: [contactNamed('Ada')],
    }),
    refusal: 'CONFLICT',
  },
  giveNotice: {
    selection: CONTRACT,
    accepted: async (admin) => ({
      contractId: await contractIdOf(admin),
      receivedAt: MUTATED_AT,
      party: 'CUSTOMER',
      reason: 'Too dear.',
    }),
    refusal: 'INVALID_STATE',
  },
  withdrawNotice: {
    selection: CONTRACT,
    accepted: async (admin) => {
      const contractId = await contractIdOf(admin);
      await mutate(admin, 'giveNotice', { contractId, receivedAt: MUTATED_AT, party: 'CUSTOMER' });
      return { contractId, reason: 'Changed their mind.' };
    },
    refusal: 'INVALID_STATE',
  },
  cancelContract: {
    selection: CONTRACT,
    accepted: async (admin) => ({
      contractId: (await order(admin, 'it-novum', 'standard', { orderReceivedAt: MUTATED_AT })).id,
      reason: 'Ordered twice.',
    }),
    refusal: 'INVALID_STATE',
  },
  suspendContract: {
    selection: CONTRACT,
    accepted: async (admin) => ({ contractId: await contractIdOf(admin), reason: 'No access is given.' }),
    refusal: 'INVALID_STATE',
  },
  resumeContract: {
    selection: CONTRACT,
    accepted: async (admin) => {
      const contractId = await contractIdOf(admin);
      await mutate(admin, 'suspendContract', { contractId, reason: 'No access is given.' });
      return { contractId, reason: 'Access is given.' };
    },
    refusal: 'INVALID_STATE',
  },
  changePlan: {
    selection: CONTRACT,
    accepted: async (admin) => ({
      contractId: (await order(admin, 'it-novum', 'standard', { orderReceivedAt: '2026-04-10T10:00:00Z' }))
        .id,
      planId: await planId(admin, 'it-novum', 'premium'),
    }),
    refusal: 'INVALID_STATE',
  },
  withdrawPlanChange: {
    selection: CONTRACT,
    accepted: async (admin) => {
      const contractId = await contractIdOf(admin);
      await mutate(admin, 'changePlan', { contractId, planId: await planId(admin, 'it-novum', 'standard') });
      return { contractId };
    },
    refusal: 'INVALID_STATE',
  },
  addNamedContact: {
    selection: CONTACT,
    accepted: async (admin) => ({ contractId: await contractIdOf(admin), contact: contactNamed('Bob') }),
    refusal: 'CONFLICT',
  },
  replaceNamedContact: {
    selection: CONTACT,
    accepted: async (admin) => ({
      contactId: contactId(await contractOf(admin)),
      contact: contactNamed('Bob'),
    }),
    refusal: 'INVALID_STATE',
  },
  removeNamedContact: {
    selection: CONTACT,
    accepted: async (admin) => {
      const contacts = ['Ada', 'Bob'].map(contactNamed);
      return { contactId: contactId(await contractOf(admin, { contacts }), 1) };
    },
    refusal: 'INVALID_STATE',
  },
  updateNamedContact: {
    selection: CONTACT,
    accepted: async (admin) => ({ contactId: contactId(await contractOf(admin)), name: 'Ada Byron' }),
    refused: ({ contactId: id }: { contactId?: string }) => Promise.resolve({ contactId: id }),
    refusal: 'INVALID_INPUT',
  },
  registerSatellite: {
    selection: SATELLITE,
    accepted: async (admin) => ({ contractId: await contractIdOf(admin), name: 'edge' }),
    refusal: 'CONFLICT',
  },
  decommissionSatellite: { selection: SATELLITE, accepted: satelliteOf, refusal: 'INVALID_STATE' },
  bookConsultingBlock: {
    selection: 'consultingBlocks { id source status startsAt }',
    accepted: async (admin) => ({
      contractId: await contractIdOf(admin),
      startsAt: '2026-06-11T08:00:00Z',
      subject: 'Upgrade',
      blocks: 2,
    }),
    refusal: 'NO_CONSULTING_BLOCK_LEFT',
  },
  updateConsultingBlock: {
    selection: BLOCK,
    accepted: async (admin) => ({
      ...(await blockOf(admin)),
      startsAt: '2026-06-12T08:00:00Z',
      consultant: 'Grace',
    }),
    refused: (accepted) => Promise.resolve({ ...accepted, startsAt: '2026-04-01T08:00:00Z' }),
    refusal: 'CONTRACT_NOT_ACTIVE',
  },
  cancelConsultingBlock: { selection: BLOCK, accepted: blockOf, refusal: 'INVALID_STATE' },
  deliverConsultingBlock: { selection: BLOCK, accepted: blockOf, refusal: 'INVALID_STATE' },
  reverseConsultingBlock: {
    selection: BLOCK,
    accepted: async (admin) => ({ ...(await deliveredBlockOf(admin)), reason: 'Did not take place.' }),
    refusal: 'INVALID_STATE',
  },
  orderAdditionalConsulting: {
    selection: CONTRACT,
    accepted: async (admin) => ({
      contractId: await contractIdOf(admin),
      blocks: 2,
      listPricePerHour: '150.00',
      currency: 'EUR',
    }),
    refused: (accepted) => Promise.resolve({ ...accepted, blocks: 0 }),
    refusal: 'INVALID_INPUT',
  },
  reverseConsultingOrder: {
    selection: 'consultingOrder { id reversedBlocks remainingBlocks netAmount { amount } }',
    accepted: async (admin) => {
      const contractId = await contractIdOf(admin);
      await orderAdditional(admin, contractId, 3);
      return { orderId: (await ordersOf(admin, contractId))[0]!.id, blocks: 2, reason: 'Ordered too many.' };
    },
    refusal: 'NO_CONSULTING_BLOCK_LEFT',
  },
  openIncident: {
    selection: INCIDENT,
    accepted: async (admin) => requestUnder(await contractOf(admin)),
    refused: (accepted) => Promise.resolve({ ...accepted, product: 'abacus' }),
    refusal: 'PRODUCT_NOT_SUPPORTED',
  },
  recordFirstResponse: { selection: INCIDENT, accepted: openedIn, refusal: 'INVALID_STATE' },
  escalateIncident: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin)), note: 'Handed on.' }),
    refused: voided,
    refusal: 'INVALID_STATE',
  },
  awaitCustomer: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin, RESPONDED)), note: 'Which log?' }),
    refusal: 'INVALID_STATE',
  },
  resumeIncident: {
    selection: INCIDENT,
    accepted: (admin) => openedIn(admin, RESPONDED, WAITING),
    refusal: 'INVALID_STATE',
  },
  resolveIncident: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin, RESPONDED)), note: 'Fixed.' }),
    refusal: 'INVALID_STATE',
  },
  closeIncident: {
    selection: INCIDENT,
    accepted: (admin) => openedIn(admin, RESPONDED, RESOLVED),
    refusal: 'INVALID_STATE',
  },
  voidIncident: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin)), reason: 'Twice.' }),
    refusal: 'INVALID_STATE',
  },
  reopenIncident: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin, RESPONDED, RESOLVED)), note: 'It is back.' }),
    refusal: 'INVALID_STATE',
  },
  addIncidentNote: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin)), note: 'Called back.', internal: true }),
    refused: voided,
    refusal: 'INVALID_STATE',
  },
  correctIncident: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin)), impact: 'LOW', reason: 'One user only.' }),
    refusal: 'INVALID_INPUT',
  },
  linkBug: {
    selection: INCIDENT,
    accepted: async (admin) => ({ ...(await openedIn(admin)), reference: 'MON-77', severity: 'CRASH' }),
    refused: voided,
    refusal: 'INVALID_STATE',
  },
  ...MONTH_MUTATIONS,
  ...KEY_MUTATIONS,
  ...WEBHOOK_MUTATIONS,
};
