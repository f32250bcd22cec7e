import { GraphQLClient } from 'graphql-request';
import { eventsAfter, lastPosition, RecordedEvent } from '../../src/events/persistence/events';
import { apiSchema } from '../../src/graphql/schema';
import { callAs } from '../support/call-as';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { codesOf } from '../support/mutate';
import { expectFollowsItsType } from '../support/follows-its-type';
import { textFieldsOf, withValue } from '../support/mutation-inputs';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

/** What each mutation tells others, in order. */
const TELLS: Readonly<Record<string, readonly string[]>> = {
  createCustomer: [],
  updateCustomer: [],
  createApiKey: [],
  rollApiKey: [],
  revokeApiKey: [],
  createWebhookEndpoint: [],
  updateWebhookEndpoint: [],
  rotateWebhookSecret: [],
  sendTestEvent: ['webhook.test'],
  redeliverEvents: [],
  deleteWebhookEndpoint: [],
  orderContract: ['contract.ordered'],
  giveNotice: ['contract.notice_given'],
  withdrawNotice: ['contract.notice_withdrawn'],
  cancelContract: ['contract.cancelled'],
  suspendContract: ['contract.suspended'],
  resumeContract: ['contract.resumed'],
  changePlan: ['contract.plan_changed'],
  withdrawPlanChange: ['contract.plan_change_withdrawn'],
  addNamedContact: ['contact.added'],
  replaceNamedContact: ['contact.removed', 'contact.added'],
  updateNamedContact: ['contact.updated'],
  removeNamedContact: ['contact.removed'],
  registerSatellite: ['satellite.registered'],
  decommissionSatellite: ['satellite.decommissioned'],
  bookConsultingBlock: ['consulting.booked', 'consulting.booked'],
  cancelConsultingBlock: ['consulting.cancelled'],
  updateConsultingBlock: ['consulting.changed'],
  deliverConsultingBlock: ['consulting.delivered'],
  reverseConsultingBlock: ['consulting.reversed'],
  orderAdditionalConsulting: ['consulting.ordered'],
  reverseConsultingOrder: ['consulting.order_reversed'],
  openIncident: ['incident.received'],
  recordFirstResponse: ['incident.responded'],
  escalateIncident: ['incident.escalated'],
  awaitCustomer: ['incident.question_asked'],
  resumeIncident: ['incident.resumed'],
  resolveIncident: ['incident.resolved'],
  closeBillingMonth: [],
  closeIncident: ['incident.closed'],
  voidIncident: ['incident.voided'],
  reopenIncident: ['incident.reopened'],
  // The note of the case is internal.
  addIncidentNote: [],
  correctIncident: ['incident.impact_corrected'],
  linkBug: ['incident.bug_linked'],
};

/** Keys, codes, numbers and versions, in which nobody writes of anybody, by their names. */
const NO_PERSONAL_TEXT = [
  'idempotencyKey',
  'number',
  'product',
  'productVersion',
  'providerCode',
  'types',
  'month',
  'currency',
];

const WORD = 'Zaphod';
const DIGITS = '4711471147';
const TEXT_OF: Readonly<Record<string, string>> = {
  email: `${WORD}@example.com`,
  phone: `+49 ${DIGITS}`,
  url: `https://example.com/${WORD}`,
};

/** The input with what would be known again in every text of it, also in those that nobody has to send. */
function marked(mutation: string, input: object): object {
  const nameOf = (way: readonly string[]) => way.findLast((step) => step !== '0')!;
  return textFieldsOf(mutation)
    .filter((way) => !NO_PERSONAL_TEXT.includes(nameOf(way)))
    .reduce<object>(
      (given, way) => withValue(given, way, TEXT_OF[nameOf(way)] ?? `${WORD} ${mutation}`) as object,
      input,
    );
}

const server = useServer(new TestClock(MUTATED_AT), 'events_of_writes');
let admin: GraphQLClient;
beforeAll(async () => {
  admin = await server.as('ADMIN');
});

const told = async (after: string): Promise<RecordedEvent[]> =>
  eventsAfter(server.database.sql, after, {}, 100);

it('every mutation of the schema is known to the test of the events', () => {
  const mutations = Object.keys(apiSchema().getMutationType()!.getFields()).sort();
  expect(Object.keys(TELLS).sort()).toEqual(mutations);
});

it.each(Object.keys(EVERY_MUTATION))(
  '%s tells others in its transaction what it did, with whom it concerns and no text that a person wrote; refused, it tells nothing',
  async (mutation) => {
    const { accepted, refused, refusal } = EVERY_MUTATION[mutation]!;
    const input = marked(mutation, await accepted(admin));
    const apiKey = await server.keyOf('ADMIN');
    const before = await lastPosition(server.database.sql);
    const written = await callAs(server, apiKey, mutation, input);
    expect(written.answer.userErrors).toEqual([]);
    const events = await told(before);
    expect(events.map(({ type }) => type)).toEqual(TELLS[mutation]);
    const data = JSON.stringify(events.map((event) => event.data));
    expect(data.toLowerCase()).not.toContain(WORD.toLowerCase());
    expect(data).not.toContain(DIGITS);
    for (const event of events) {
      expectFollowsItsType(event);
      const { sql } = server.database;
      const [contract] = await sql.rows<{ customerId: string; providerId: string }>(
        'SELECT customer_id AS "customerId", provider_id AS "providerId" FROM contracts WHERE id = $1',
        [event.contractId],
      );
      expect(event).toMatchObject({ ...contract, recordedAt: new Date(MUTATED_AT) });
    }
    const again = refused ? await refused(input, admin) : input;
    const afterwards = await lastPosition(server.database.sql);
    const unwritten = await callAs(server, apiKey, mutation, again);
    expect(codesOf(unwritten.answer)).toContain(refusal);
    expect((await told(afterwards)).filter(({ type }) => type !== 'incident.voided')).toEqual([]);
  },
);
