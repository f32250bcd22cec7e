import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { requestUnder } from '../incidents/incidents';
import { createCustomer, order } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { ask, questionOf } from './incident-questions';

const NOW = '2026-06-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

describe('the check and the mutation agree', () => {
  /** Each kind of request: what is changed in a complete one. */
  const REQUESTS: readonly object[] = [
    {}, // complete
    { channel: 'PHONE' }, // by phone
    { channel: 'PHONE', impact: 'LOW' }, // by phone, of low impact
    { channel: 'PHONE', testSystem: true }, // by phone, of a test system
    { channel: 'WEB' }, // by the web
    { testSystem: true }, // of a test system
    { productVersion: '2.0' }, // of an old version
    { productVersion: 'newest' }, // of a version without numbers
    { product: 'abacus' }, // of an unknown product
    { contactId: toGlobalId('NamedContact', '999999999') }, // by nobody
    { channel: 'WEB', testSystem: true, product: 'abacus' }, // of nothing that fits
  ];
  const PLANS = ['it-novum', 'op5'].flatMap((provider) =>
    ['basic', 'standard', 'premium'].map((plan) => [provider, plan] as const),
  );
  const INSTANTS = [NOW, '2026-06-10T19:00:00.000Z', '2026-12-25T11:00:00.000Z', '2026-05-01T10:00:00.000Z'];

  it.each(PLANS)(
    'the check of an incident and the mutation agree under %s %s, error for error',
    async (provider, plan) => {
      const contract = await order(admin, provider, plan, ACTIVE);
      const product = provider === 'op5' ? { product: 'op5-monitor', productVersion: '9.0.1' } : {};
      const outcomes = new Set<string>();
      for (const now of INSTANTS) {
        clock.moveTo(now);
        for (const changes of REQUESTS) {
          const request = requestUnder(contract, { ...product, testSystem: false, ...changes });
          const foretold = await ask(admin, questionOf(request));
          const { incident, userErrors } = await mutate(
            admin,
            'openIncident',
            request,
            'incident { effectiveImpact: impact responseDueAt }',
          );
          const { effectiveImpact, responseDueAt } = foretold;
          expect(userErrors).toEqual(foretold.userErrors);
          expect(incident).toEqual(foretold.allowed ? { effectiveImpact, responseDueAt } : null);
          codesOf(foretold).forEach((code) => outcomes.add(code));
          outcomes.add(foretold.allowed ? 'ALLOWED' : 'REFUSED');
        }
      }
      expect([...outcomes]).toEqual(
        expect.arrayContaining(['ALLOWED', 'REFUSED', 'CONTRACT_NOT_ACTIVE', 'CONTACT_NOT_NAMED']),
      );
    },
  );

  it('the check of an incident and the mutation agree on a contract of somebody else, and on none', async () => {
    const customer = await server.as('CUSTOMER', await createCustomer(admin));
    const foreign = await order(admin, 'it-novum', 'standard', ACTIVE);
    const unknown = { contractId: toGlobalId('Contract', '999999999') };
    for (const changes of [{}, unknown]) {
      const request = requestUnder(foreign, changes);
      const foretold = await ask(customer, questionOf(request));
      expect(foretold).toMatchObject({ allowed: false, rules: [], quota: null, responseDueAt: null });
      expect((await mutate(customer, 'openIncident', request, 'incident { id }')).userErrors).toEqual(
        foretold.userErrors,
      );
      expect(codesOf(foretold)).toEqual(['NOT_FOUND']);
    }
  });
});
