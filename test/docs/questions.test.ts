import { mutate } from '../support/mutate';
import { PlainServer, startPlainServer } from '../support/plain-server';
import { TestClock } from '../support/test-clock';
import { clientFor } from '../support/test-server';
import { DemoPage } from './demo-page';
import { examplesOf, textOf } from './page-examples';

const text = textOf('docs/questions.md');
const EXAMPLES = examplesOf(text);

let demo: PlainServer;
let page: DemoPage;
beforeAll(async () => {
  demo = await startPlainServer('docs_questions', {}, new TestClock('2026-06-10T10:00:00Z'));
  page = new DemoPage(demo, undefined, 'SALES');
  const admin = clientFor(demo.url, demo.key);
  const { contract } = await admin.request<{ contract: { id: string; namedContacts: { id: string }[] } }>(
    '{ contract(number: "ITN-BASIC-1") { id namedContacts { id } } }',
  );
  await mutate(admin, 'openIncident', {
    ...{ contractId: contract.id, contactId: contract.namedContacts[0]!.id, channel: 'EMAIL', impact: 'LOW' },
    ...{ product: 'znuny', productVersion: '6.5', platformVersion: 'Debian 12', description: 'It is slow.' },
  });
});
afterAll(async () => {
  await page.close();
  await demo.close();
});

it('docs/questions.md asks ten questions', () => {
  expect(text.match(/^## \d+\./gm)).toHaveLength(10);
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(10);
});

it.each(EXAMPLES)('docs/questions.md shows what is returned: $title', (example) => page.compare(example));
