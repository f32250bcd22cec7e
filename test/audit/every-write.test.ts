import { GraphQLClient } from 'graphql-request';
import { apiSchema } from '../../src/graphql/schema';
import { callAs } from '../support/call-as';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { Answer, codesOf } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { AuditEntry, entriesOf } from './audit-api';

/** What each mutation leaves in the log: of a new thing its type, of a changed one the fields too. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  createCustomer: ['new Customer'],
  updateCustomer: ['Customer: name, region'],
  orderContract: ['new Contract', 'new NamedContact'],
  giveNotice: ['Contract: endsOn, noticeEndsOn, party, reason, receivedAt'],
  withdrawNotice: ['Contract: noticeEndsOn, party, reason'],
  cancelContract: ['Contract: cancelledAt, reason'],
  suspendContract: ['Contract: reason, suspendedSince'],
  resumeContract: ['Contract: reason, suspendedSince'],
  changePlan: ['Contract: planId'],
  withdrawPlanChange: ['Contract: nextPlanFrom, nextPlanId'],
  addNamedContact: ['new NamedContact'],
  replaceNamedContact: ['NamedContact: until', 'new NamedContact'],
  updateNamedContact: ['NamedContact: name'],
  removeNamedContact: ['NamedContact: until'],
  registerSatellite: ['new Satellite'],
  decommissionSatellite: ['Satellite: decommissionedAt'],
  bookConsultingBlock: ['new ConsultingBlock', 'new ConsultingBlock'],
  cancelConsultingBlock: ['ConsultingBlock: cancelledAt, status'],
  updateConsultingBlock: ['ConsultingBlock: consultant, startsAt'],
  reverseConsultingOrder: ['ConsultingOrder: remainingBlocks, reversedBlocks'],
  deliverConsultingBlock: ['ConsultingBlock: deliveredAt, deliveryRecordedAt, status'],
  reverseConsultingBlock: ['ConsultingBlock: reversedAt, status'],
  orderAdditionalConsulting: ['Contract: additionalBlocksOrdered'],
  closeBillingMonth: ['new BillingMonth'],
  openIncident: ['new Incident'],
  recordFirstResponse: [
    'Incident: dueAtResponse, firstRespondedAt, firstResponseRecordedAt, responseMet, status',
  ],
  escalateIncident: ['Incident: supportLine'],
  awaitCustomer: ['Incident: closesAt, status'],
  resumeIncident: ['Incident: closesAt, status'],
  resolveIncident: ['Incident: resolvedAt, resolvedOnFirstCall, status'],
  closeIncident: ['Incident: status'],
  voidIncident: ['Incident: status, voidedAt'],
  reopenIncident: ['Incident: resolvedAt, resolvedOnFirstCall, status'],
  addIncidentNote: ['Incident: internal, note'],
  correctIncident: ['Incident: impact, responseDueAt'],
  linkBug: ['Incident: bugReference, bugSeverity'],
  createApiKey: ['new ApiKey'],
  rollApiKey: ['ApiKey: oldSecretValidUntil, prefix'],
  revokeApiKey: ['ApiKey: revokedAt, revokedBy'],
  createWebhookEndpoint: ['new WebhookEndpoint'],
  updateWebhookEndpoint: ['WebhookEndpoint: disabledReason, enabled, url'],
  rotateWebhookSecret: ['WebhookEndpoint: oldSecretValidUntil'],
  sendTestEvent: ['WebhookEndpoint: testedAt'],
  redeliverEvents: ['WebhookEndpoint: redelivered, redeliveredFrom'],
  deleteWebhookEndpoint: ['WebhookEndpoint: deletedAt, disabledReason, enabled'],
};

const server = useServer(new TestClock(MUTATED_AT));
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

const describeEntry = ({ subjectType, changes }: AuditEntry) =>
  changes.every(({ before }) => before === null)
    ? `new ${subjectType}`
    : `${subjectType}: ${changes
        .map(({ field }) => field)
        .sort()
        .join(', ')}`;

/** The ids of what a payload holds. */
const idsOf = ({ userErrors: _, ...payload }: Answer): string[] =>
  Object.values(payload).flatMap((thing) => [thing].flat().flatMap(({ id }: { id?: string }) => id ?? []));

it('every mutation of the schema is known to the test of the audit log', () => {
  const mutations = Object.keys(apiSchema().getMutationType()!.getFields()).sort();
  expect(Object.keys(EVERY_MUTATION).sort()).toEqual(mutations);
  expect(Object.keys(LEAVES).sort()).toEqual(mutations);
});

it.each(Object.keys(EVERY_MUTATION))(
  '%s leaves in the log who, when and what, before and after; refused, it leaves nothing',
  async (mutation) => {
    const { accepted, refused, refusal } = EVERY_MUTATION[mutation]!;
    const input = await accepted(admin);
    const apiKey = await server.keyOf('ADMIN');
    const written = await callAs(server, apiKey, mutation, input);
    expect(written.answer.userErrors).toEqual([]);
    const { requestId } = written;
    const entries = await entriesOf(admin, requestId);
    expect(entries.map(describeEntry).sort()).toEqual([...LEAVES[mutation]!].sort());
    for (const entry of entries) {
      const who = { at: MUTATED_AT, requestId, actor: 'test ADMIN', role: 'ADMIN', mutation };
      expect(entry).toMatchObject(who);
      for (const { before, after } of entry.changes) expect(after).not.toBe(before);
    }
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(expect.arrayContaining(idsOf(written.answer)));

    const again = refused ? await refused(input, admin) : input;
    const unwritten = await callAs(server, apiKey, mutation, again);
    expect(codesOf(unwritten.answer)).toContain(refusal);
    expect(await entriesOf(admin, unwritten.requestId)).toEqual([]);
  },
);

it('the audit log tells values as JSON, as they were and as they are', async () => {
  const input = await EVERY_MUTATION['updateCustomer']!.accepted(admin);
  const { requestId } = await callAs(server, await server.keyOf('SALES'), 'updateCustomer', input);
  const [entry] = await entriesOf(admin, requestId);
  expect(entry).toMatchObject({ actor: 'test SALES', role: 'SALES' });
  expect(entry!.changes).toEqual([
    { field: 'name', before: '"Test customer"', after: '"Renamed"' },
    { field: 'region', before: '"EUROPE"', after: '"AMERICAS"' },
  ]);
});
