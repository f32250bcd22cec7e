import { contactNamed, order } from '../support/builders';
import { startTestServer, TestServer } from '../support/test-server';

const ADD = `mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) {
  namedContact { id name email since until }
  userErrors { __typename code message path ... on LimitReachedError { limit used resetsAt allowedByPlans { code } } }
} }`;

describe('named contacts', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  it('are refused above the number of the plan, with the numbers', async () => {
    const admin = await server.as('ADMIN');
    const { id: contractId } = await order(admin, 'it-novum', 'standard');
    for (const name of ['Bob', 'Cyd']) {
      const answer: any = await admin.request(ADD, { input: { contractId, contact: contactNamed(name) } });
      expect(answer.addNamedContact.userErrors).toEqual([]);
    }
    const refused: any = await admin.request(ADD, { input: { contractId, contact: contactNamed('Dan') } });
    expect(refused.addNamedContact).toEqual({
      namedContact: null,
      userErrors: [
        expect.objectContaining({
          __typename: 'LimitReachedError',
          code: 'CONTACT_LIMIT_REACHED',
          limit: 3,
          used: 3,
          resetsAt: null,
          allowedByPlans: [],
        }),
      ],
    });
  });
});
