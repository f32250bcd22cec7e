import { PERMISSIONS } from '../../src/access/permissions';
import { prefixOf } from '../../src/access/api-key';
import { apiSchema } from '../../src/graphql/schema';
import { Role, ROLES } from '../../src/shared/domain/caller';
import { createCustomer } from '../support/builders';
import { operation, sendRaw } from '../support/raw-request';
import { rootFieldsOf, soundDocument } from '../support/sound-document';
import { useServer } from '../support/test-server';

/**
 * Who may call what, written down once more and by hand: a slip in the program's own table must not change what is
 * expected of it. The letters are ADMIN, SUPPORT (U), SALES, BILLING and CUSTOMER.
 */
const TABLE = `
  Query.node                             A U S B C
  Query.nodes                            A U S B C
  Query.viewer                           A U S B C
  Query.providers                        A U S B C
  Query.provider                         A U S B C
  Query.plan                             A U S B C
  Query.productSupport                   A U S B C
  Query.customer                         A U S B C
  Query.customers                        A U S B C
  Query.contract                         A U S B C
  Query.contracts                        A U S B C
  Query.incident                         A U S B C
  Query.incidents                        A U S B C
  Query.canOpenIncident                  A U S - C
  Query.canAddNamedContact               A U S - C
  Query.canRegisterSatellite             A U S - C
  Query.canBookConsultingBlock           A U S - C
  Query.canOrderAdditionalConsulting     A U S - C
  Query.previewPlanChange                A U S - C
  Query.previewNotice                    A U S - C
  Query.whatIf                           A - S - -
  Query.decision                         A U S - -
  Query.consultingUsage                  A - - B -
  Query.events                           A U S B C
  Query.billingMonths                    A - - B -
  Query.planFits                         A - S - -
  Query.responseReport                   A U S - -
  Query.quotaReport                      A U S - -
  Query.decisions                        A U S - -
  Query.auditLog                         A - - - -
  Query.apiKeys                          A - - - -
  Subscription.events                    A U S B C
  Query.webhookEndpoints                 A - - - -
  Mutation.createCustomer                A - S - -
  Mutation.updateCustomer                A - S - -
  Mutation.orderContract                 A - S - -
  Mutation.changePlan                    A - S - -
  Mutation.withdrawPlanChange            A - S - -
  Mutation.orderAdditionalConsulting     A - S - -
  Mutation.reverseConsultingBlock        A - S - -
  Mutation.reverseConsultingOrder        A - S - -
  Mutation.closeBillingMonth             A - - B -
  Mutation.giveNotice                    A - S - C
  Mutation.withdrawNotice                A - S - C
  Mutation.cancelContract                A - S - -
  Mutation.suspendContract               A - S - -
  Mutation.resumeContract                A - S - -
  Mutation.addNamedContact               A U S - C
  Mutation.replaceNamedContact           A U S - C
  Mutation.removeNamedContact            A U S - C
  Mutation.updateNamedContact            A U S - C
  Mutation.registerSatellite             A U S - C
  Mutation.decommissionSatellite         A U S - C
  Mutation.bookConsultingBlock           A U S - C
  Mutation.cancelConsultingBlock         A U S - C
  Mutation.updateConsultingBlock         A U S - C
  Mutation.openIncident                  A U - - C
  Mutation.deliverConsultingBlock        A U - - -
  Mutation.recordFirstResponse           A U - - -
  Mutation.escalateIncident              A U - - -
  Mutation.awaitCustomer                 A U - - -
  Mutation.resumeIncident                A U - - C
  Mutation.reopenIncident                A U - - C
  Mutation.addIncidentNote               A U - - C
  Mutation.correctIncident               A U - - -
  Mutation.resolveIncident               A U - - -
  Mutation.closeIncident                 A U - - -
  Mutation.voidIncident                  A U - - -
  Mutation.linkBug                       A U - - -
  Mutation.createApiKey                  A - - - -
  Mutation.rollApiKey                    A - - - -
  Mutation.revokeApiKey                  A - - - -
  Mutation.createWebhookEndpoint         A - - - -
  Mutation.updateWebhookEndpoint         A - - - -
  Mutation.deleteWebhookEndpoint         A - - - -
  Mutation.rotateWebhookSecret           A - - - -
  Mutation.sendTestEvent                 A - - - -
  Mutation.redeliverEvents               A - - - -
`;
const LETTERS: Readonly<Record<string, Role>> = {
  A: 'ADMIN',
  U: 'SUPPORT',
  S: 'SALES',
  B: 'BILLING',
  C: 'CUSTOMER',
};
const ALLOWED = new Map(
  TABLE.trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .map(([field, ...letters]) => [field!, letters.flatMap((letter) => LETTERS[letter] ?? [])]),
);

const SCHEMA = apiSchema();
const FIELDS = rootFieldsOf(SCHEMA);
const FOLLOWED = Object.keys(SCHEMA.getSubscriptionType()!.getFields());

const server = useServer(undefined, 'permissions');
const keys = new Map<Role, string>();

beforeAll(async () => {
  const customerId = await createCustomer(await server.as('ADMIN'));
  for (const role of ROLES)
    keys.set(role, await server.keyOf(role, role === 'CUSTOMER' ? customerId : undefined));
});

async function codesFor(role: Role, document: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${keys.get(role)!}` };
  const { body } = await sendRaw(server.url, { ...operation(document), headers });
  return (body.errors ?? []).map((error) => error.extensions.code);
}

it('the table of permissions has a row for each root field, and a field for each row', () => {
  const names = [...FIELDS.map(({ name }) => name), ...FOLLOWED.map((name) => `Subscription.${name}`)];
  expect(Object.keys(PERMISSIONS).sort()).toEqual(names.sort());
});

it('the table of permissions gives each role what it is meant to have, and nothing else', () => {
  const given = Object.entries(PERMISSIONS).map(([field, roles]) => [field, [...roles].sort()]);
  const meant = [...ALLOWED].map(([field, roles]) => [field, [...roles].sort()]);
  expect(Object.fromEntries(given)).toEqual(Object.fromEntries(meant));
});

it.each(ROLES)(
  'a key of role %s is FORBIDDEN what the table does not give it, and nothing else',
  async (role) => {
    const forbidden: string[] = [];
    for (const field of FIELDS) {
      const codes = await codesFor(role, soundDocument(field));
      if (codes.includes('FORBIDDEN')) forbidden.push(field.name);
      expect([field.name, codes]).not.toEqual([
        field.name,
        expect.arrayContaining(['GRAPHQL_VALIDATION_FAILED']),
      ]);
    }
    const expected = FIELDS.map(({ name }) => name).filter((name) => !ALLOWED.get(name)?.includes(role));
    expect(forbidden).toEqual(expected);
  },
);

it('a field that the role may not call is refused under an alias too, beside a field that it may call', async () => {
  const document =
    'mutation { a: createCustomer(input: { number: "A", name: "A", region: EUROPE }) { __typename } }';
  expect(await codesFor('BILLING', document)).toEqual(['FORBIDDEN']);
  const headers = { authorization: `Bearer ${keys.get('SUPPORT')!}` };
  const both = operation(
    '{ providers { code } theirs: consultingUsage(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { totalCount } }',
  );
  const { body } = await sendRaw(server.url, { ...both, headers });
  expect(body.errors).toMatchObject([
    { message: 'A key of role SUPPORT may not call Query.consultingUsage.', path: ['theirs'] },
  ]);
});

describe('without a valid key', () => {
  const unknown = `ambit_admin_${'a'.repeat(32)}`;

  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['an empty header', { authorization: '' }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['no key after the scheme', { authorization: 'Bearer ' }],
    ['a malformed key', { authorization: 'Bearer hello' }],
    ['a key in capitals', { authorization: `Bearer ${unknown.toUpperCase()}` }],
    ['an unknown key', { authorization: `Bearer ${unknown}` }],
    ['two keys', { authorization: `Bearer ${unknown} ${unknown}` }],
    ['SQL for a key', { authorization: `Bearer ' OR true --` }],
    ['a header without end', { authorization: `Bearer ${'a'.repeat(8_000)}` }],
  ])('without a valid key everything is UNAUTHENTICATED: %s', async (_name, headers) => {
    for (const query of ['{ providers { name } }', '{ __schema { types { name } } }', '{ malformed(']) {
      const { status, body } = await sendRaw(server.url, { ...operation(query), headers });
      expect([status, body.data]).toEqual([401, undefined]);
      expect(body.errors).toEqual([
        {
          message: 'Send a valid API key in the header "Authorization: Bearer <api key>".',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ]);
    }
  });

  it('a revoked key is UNAUTHENTICATED', async () => {
    const key = await server.keyOf('BILLING');
    await server.database.sql.rows(`UPDATE api_keys SET revoked_at = now() WHERE prefix = $1`, [
      prefixOf(key),
    ]);
    const headers = { authorization: `Bearer ${key}` };
    const { status, body } = await sendRaw(server.url, { ...operation('{ providers { name } }'), headers });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});
