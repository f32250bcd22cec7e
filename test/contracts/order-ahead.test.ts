import { contactNamed, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const NOW = new Date('2027-01-04T08:00:00Z');
const AHEAD = new Date(NOW.getTime() + 4 * 60_000);
const server = useServer(new TestClock(NOW.toISOString()));

it('an order by a clock 4 minutes ahead has its contacts at once, and at every instant to come', async () => {
  const client = await server.as('ADMIN');
  const { id } = await order(client, 'it-novum', 'basic', {
    orderReceivedAt: AHEAD.toISOString(),
    contacts: [contactNamed('Ada')],
  });
  const seen = 'namedContacts { name } snapshot { namedContacts { used } contactsOverdue }';
  const { contract } = await client.request<{ contract: Record<string, unknown> }>(
    `query ($id: ID!) { contract(id: $id) { ${seen}
       atNamed: namedContacts(at: "${NOW.toISOString()}") { name }
       yearNamed: namedContacts(at: "2028-01-01T00:00:00Z") { name }
       year: snapshot(at: "2028-01-01T00:00:00Z") { namedContacts { used } contactsOverdue }
     } }`,
    { id },
  );
  const named = [{ name: 'Ada' }];
  const used = { namedContacts: { used: 1 }, contactsOverdue: false };
  expect(contract).toEqual({
    namedContacts: named,
    snapshot: used,
    atNamed: named,
    yearNamed: named,
    year: used,
  });
});
