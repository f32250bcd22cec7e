import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { booked, deliver, orderAdditional } from '../consulting/consulting-api';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const PERIOD = 'from=2026-06-01&to=2026-07-01';

const clock = new TestClock('2026-06-01T22:30:00Z');
const server = useServer(clock, 'export_forms');
let contract: OrderedContract;

/** One order of 2 blocks for 1,900 EUR at 250 EUR an hour less 5 %, and one included block that was delivered; of op5 nothing. */
beforeAll(async () => {
  const admin = await server.as('ADMIN');
  const customerId = await createCustomer(admin, { number: 'Köln;1', name: 'Müller & Söhne' });
  const fields = { ...ORDER, customerId, number: 'K-Ü-1' };
  contract = await order(admin, 'it-novum', 'standard', fields);
  await orderAdditional(admin, contract.id, 2, { listPricePerHour: '250.00', currency: 'EUR' });
  const [block] = await booked(admin, contract.id, '2026-06-02T07:00:00Z', { subject: 'Änderung "A"' });
  await deliver(admin, block!.id);
  const other = await order(admin, 'it-novum', 'standard', { ...ORDER, number: 'K-2' });
  await orderAdditional(admin, other.id, 1);
  await order(admin, 'op5', 'basic', { ...ORDER, number: 'OP-1' });
});

async function get(file: string, query = PERIOD, key?: string): Promise<Response> {
  const url = server.url.replace('/graphql', `/billing/${file}?${query}`);
  return fetch(url, { headers: { authorization: `Bearer ${key ?? (await server.keyOf('BILLING'))}` } });
}

/** The response's own text(), unlike this, takes the mark at the beginning away. */
async function bytesOf(response: Response): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
}

const cellsOf = (text: string) => text.split('\r\n').map((line) => line.split(';'));

it('the file for German spreadsheets has a byte order mark, semicolons, decimal commas and local dates', async () => {
  const response = await get('consulting-usage.de.csv', `${PERIOD}&contract=${encodeURIComponent('K-Ü-1')}`);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(response.headers.get('content-disposition')).toContain('"consulting-usage.de.csv"');
  const text = await bytesOf(response);
  expect(text.startsWith('\uFEFFposition;kind;occurred_at;')).toBe(true);
  const [, ordered] = text.split('\r\n');
  // Half an hour after midnight in Berlin; the number of the customer holds a semicolon.
  expect(ordered).toContain(';ORDERED;02.06.2026 00:30:00;"Köln;1";K-Ü-1;it-novum;standard;');
  expect(ordered).toContain(';8;250,00;5;1900,00;EUR;1900,00;02.06.2026 00:30:00;');
  expect(text).toContain(';"Änderung ""A""";');
});

it('JSON lines hold a row a line, with numbers as numbers, amounts as exact texts and null for nothing', async () => {
  const response = await get('consulting-usage.jsonl');
  expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
  const lines = (await response.text()).split('\n');
  expect(lines.pop()).toBe('');
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({
    kind: 'ORDERED',
    occurred_at: '2026-06-01T22:30:00.000Z',
    customer_number: 'Köln;1',
    hours: 8,
    net_amount: '1900.00',
    invoice_amount: '1900.00',
    starts_at: null,
  });
  expect(rows[1]).toMatchObject({ kind: 'DELIVERED', net_amount: null, subject: 'Änderung "A"' });
  expect(Object.keys(rows[0]!)).toEqual(Object.keys(rows[1]!));
});

it('an export is filtered by customer, contract and provider', async () => {
  const rows = async (filter: string) =>
    cellsOf(await (await get('consulting-usage.de.csv', `${PERIOD}&${filter}`)).text()).length - 2;
  // Numbers are compared as they are everywhere: by their letters, in whatever case.
  expect(await rows(`customer=${encodeURIComponent('KÖLN;1')}`)).toBe(2);
  expect(await rows('contract=k-2')).toBe(1);
  expect(await rows('provider=it-novum')).toBe(3);
  expect(await rows('provider=op5')).toBe(0);
  expect(await rows(`contract=K-2&customer=${encodeURIComponent('Köln;1')}`)).toBe(0);
});

it.each([
  ['form=csv', 'none of from, to, customer, contract, provider'],
  ['From=2026-06-01', 'none of from, to'],
  ['customer=nobody', 'customer must be the number of a customer'],
  ['customer=', 'customer must be given once'],
  ['contract=K-2&contract=K-2', 'contract must be given once'],
  ['provider=op6', 'provider must be one of it-novum, op5.'],
])('an export refuses %s with 400, by name', async (parameter, message) => {
  const response = await get('consulting-usage.csv', `${PERIOD}&${parameter}`);
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
  expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(errors[0]!.message).toContain(message);
});

it('an export of a key that is bound to a provider knows no contract of another one', async () => {
  const key = await server.keyBoundTo('op5', 'BILLING');
  const asked = async (filter: string) =>
    (await get('consulting-usage.csv', `${PERIOD}${filter}`, key)).status;
  expect(await asked('')).toBe(200);
  expect(await asked('&contract=OP-1')).toBe(200);
  expect(await asked('&contract=K-2')).toBe(400);
  expect(await asked(`&customer=${encodeURIComponent('Köln;1')}`)).toBe(400);
});

const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;

(hasLibreOffice ? it : it.skip)(
  'the file for German spreadsheets opens in LibreOffice with amounts as numbers, dates as dates and umlauts',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ambit-calc-'));
    try {
      const file = join(folder, 'usage.csv');
      writeFileSync(file, await bytesOf(await get('consulting-usage.de.csv')));
      // Semicolon, quotes, UTF-8, all columns as they come, German; what looks like a number or a date is one.
      const filter = '--infilter=CSV:59,34,76,1,,1031,false,true';
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      const args = [profile, '--headless', '--convert-to', 'fods', filter, '--outdir', folder, file];
      execFileSync('soffice', args, { stdio: 'pipe', timeout: 120_000 });
      const sheet = readFileSync(join(folder, 'usage.fods'), 'utf8');
      expect(sheet).toMatch(/office:value-type="float" office:value="1900"/);
      expect(sheet).toMatch(/office:value-type="date" office:date-value="2026-06-02T00:30:00"/);
      for (const text of ['Köln;1', 'K-Ü-1', 'Änderung &quot;A&quot;'])
        expect(sheet.replaceAll('"A"', '&quot;A&quot;')).toContain(`<text:p>${text}</text:p>`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  150_000,
);
