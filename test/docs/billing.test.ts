import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderAdditional, ordersOf } from '../consulting/consulting-api';
import { createCustomer, order } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const clock = new TestClock('2026-10-05T08:00:00Z');
const server = useServer(clock, 'docs_billing');

type Request = (document: string, variables?: object) => Promise<unknown>;
type Invoices = Readonly<Record<string, readonly string[]>>;

it('docs/billing.md writes the invoices of a closed month, each order and each credit once', async () => {
  const admin = await server.as('ADMIN');
  const customerId = await createCustomer(admin, { number: 'C-77' });
  const ordered = { orderReceivedAt: '2026-08-20T10:00:00Z', customerId };
  const { id } = await order(admin, 'it-novum', 'standard', ordered);
  await orderAdditional(admin, id, 2, { listPricePerHour: '250.00', currency: 'EUR' });
  const [{ id: orderId }] = (await ordersOf(admin, id)) as unknown as [{ id: string }];
  await mutate(admin, 'reverseConsultingOrder', { orderId, blocks: 1, reason: 'One is enough.' });
  clock.moveTo('2026-11-02T08:00:00Z');
  await orderAdditional(admin, id, 1);

  const document = readFileSync(join(__dirname, '../../docs/billing.md'), 'utf8');
  const close = /`(mutation \{ closeBillingMonth.+?\})`\./.exec(document)![1]!;
  const billing = await server.as('BILLING');
  expect(await billing.request(close)).toMatchObject({ closeBillingMonth: { userErrors: [] } });
  const [, code] = /```js\n([\s\S]+?)```/.exec(document)!;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('request', `return (async () => { ${code}; return invoices; })()`) as (
    request: Request,
  ) => Promise<Invoices>;
  expect(await run((query, variables) => billing.request(query, variables))).toEqual({
    'C-77 EUR': ['1900.00', '-950.00'],
  });
});
