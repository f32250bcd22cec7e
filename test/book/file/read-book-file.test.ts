import { BookFault, BookRows } from '../../../src/book/domain/book-rows';
import { BookKind } from '../../../src/book/domain/book-columns';
import { readBookFile } from '../../../src/book/file/read-book-file';
import { BookFolder, csv, HEADS } from '../book-files';

let folder: BookFolder;
beforeAll(async () => (folder = await BookFolder.make()));
afterAll(() => folder.remove());

async function read(kind: BookKind, content: string | Buffer, name = `${kind}.csv`) {
  const book: BookRows = {
    ...{ customers: [], contracts: [], contacts: [], satellites: [], usage: [] },
    ...{ notices: [], changes: [], suspensions: [], blocks: [] },
    faulty: { customers: new Set(), contracts: new Set() },
  };
  const faults: BookFault[] = [];
  await readBookFile(await folder.write(name, content), kind, book, faults);
  return { book, faults: faults.map(({ line, field, message }) => `${line} ${field}: ${message}`) };
}

const ROW = 'C-1,"Müller, Söhne",EUROPE,DE,true,';
const CUSTOMER = {
  ...{ number: 'C-1', name: 'Müller, Söhne', region: 'EUROPE', language: 'DE', isPartner: true },
  partnerNumber: null,
};

it.each([
  ['with a byte order mark', `\ufeff${csv('customers', ROW)}`],
  ['with lines that end as on Windows', csv('customers', ROW).replaceAll('\n', '\r\n')],
  ['with empty lines and no last line end', `${HEADS.customers}\n\n${ROW}`],
  [
    'with semicolons, as a German spreadsheet writes it',
    `${HEADS.customers.replaceAll(',', ';')}\nC-1;"Müller, Söhne";EUROPE;DE;true;\n`,
  ],
  [
    'with columns in another order, without those that may be left out',
    'is_partner,region,name,language,number\ntrue,europe,"Müller, Söhne",de,C-1\n',
  ],
])('a CSV is read %s', async (_, content) => {
  const { book, faults } = await read('customers', content);
  expect(faults).toEqual([]);
  expect(book.customers).toEqual([expect.objectContaining(CUSTOMER)]);
});

it('JSON lines are read like a CSV', async () => {
  const line = JSON.stringify({
    ...{ number: 'C-1', name: 'Müller, Söhne', region: 'EUROPE' },
    language: 'DE',
    is_partner: true,
    partner_number: null,
  });
  const { book, faults } = await read('customers', `${line}\n\n`, 'customers.jsonl');
  expect(faults).toEqual([]);
  expect(book.customers).toEqual([expect.objectContaining({ ...CUSTOMER, line: 1 })]);
});

it('texts are kept as the API keeps them', async () => {
  const { book } = await read('customers', csv('customers', 'C-1, Mu\u0308ller ,EUROPE,,,'));
  expect(book.customers[0]!.name).toBe('Müller');
});

it('a text that was guarded against spreadsheets loses its guard', async () => {
  const { book, faults } = await read('customers', csv('customers', `C-1,'=SUM(A1),EUROPE,,,`));
  expect([faults, book.customers[0]!.name]).toEqual([[], '=SUM(A1)']);
});

it.each<[string, string | Buffer, string]>([
  ['of another encoding', Buffer.from(csv('customers', ROW), 'latin1'), '2 null: is not UTF-8.'],
  ['in UTF-16', Buffer.from(`\ufeff${csv('customers', ROW)}`, 'utf16le'), 'null null: is UTF-16.'],
  ['with a NUL', csv('customers', ROW, 'C-2,a\0b,EUROPE,,,'), '3 null: has a NUL byte.'],
  [
    'with a line without end',
    `${HEADS.customers}\nC-1,${'x'.repeat(300_000)}`,
    '2 null: is longer than 100000 bytes.',
  ],
  [
    'with a quote that is not closed',
    csv('customers', 'C-1,"Müller,EUROPE,,,'),
    '2 null: has a quote that does not fit.',
  ],
  [
    'with a quote inside a value',
    csv('customers', 'C-1,Mü"ller,EUROPE,,,'),
    '2 null: has a quote that does not fit.',
  ],
  ['without anything', '', 'null null: is empty.'],
  [
    'with an unknown column',
    'number,name,region,regoin\n',
    '1 "regoin": is no column of customers. Did you mean region?',
  ],
  ['without a needed column', 'number,name\n', '1 region: is missing. Add the column.'],
  ['with a column twice', `${HEADS.customers},name\n`, '1 "name": stands twice.'],
  [
    'with too few values',
    csv('customers', 'C-1,Müller'),
    '2 null: has 2 values, and the first line names 6 columns.',
  ],
  ['with a formula', csv('customers', 'C-1,=1+1,EUROPE,,,'), '2 name: is a formula.'],
  ['with an empty number', csv('customers', ',Müller,EUROPE,,,'), '2 number: is missing.'],
  ['with a number of blanks', csv('customers', '\u2800,Müller,EUROPE,,,'), '2 number: must not be blank.'],
  [
    'with a long number',
    csv('customers', `${'1'.repeat(65)},Müller,EUROPE,,,`),
    '2 number: must not be longer than 64',
  ],
  ['with a line break in a name', csv('customers', 'C-1,"a\nb",EUROPE,,,'), 'name: must be one line'],
  [
    'with an unknown region',
    csv('customers', 'C-1,Müller,ASIA,,,'),
    '2 region: must be EUROPE or AMERICAS, not "ASIA".',
  ],
])('a CSV %s is a fault', async (_, content, fault) => {
  const { book, faults } = await read('customers', content);
  expect(faults.join('\n')).toContain(fault);
  expect(faults).toHaveLength(1);
  expect(book.customers.filter(({ number }) => number !== 'C-1')).toEqual([]);
});

it.each([
  [
    'contracts',
    'K-1,C-1,it-novum,basic,1,10.02.2024,2024-03-15,12',
    'order_received_at: must be a date or an instant, not "10.02.2024".',
  ],
  [
    'contracts',
    'K-1,C-1,it-novum,basic,1,2024-02-10,2024-02-30,12',
    'activates_on: must be a date, not "2024-02-30".',
  ],
  [
    'contracts',
    'K-1,C-1,it-novum,basic,1,2024-02-10,2024-03-15,121',
    'term_months: must be a whole number from 1 to 120, not "121".',
  ],
  [
    'contracts',
    'K-1,C-1,it-novum,basic,"1,0",2024-02-10,2024-03-15,12',
    'plan_version: must be a whole number',
  ],
  ['contacts', 'K-1,Ada,ada at example.com,+49 1,', 'email: must be an email address'],
  ['satellites', 'K-1,,', 'name: is missing.'],
  ['usage', 'K-1,2026-03-15,-1,0', 'incidents: must be a whole number from 0'],
] as const)('of %s, "%s" is a fault', async (kind, line, fault) => {
  const { faults } = await read(kind, csv(kind, line));
  expect(faults).toEqual([expect.stringContaining(`2 ${fault}`)]);
});

it.each([
  ['[1]', '1 null: is no JSON object.'],
  ['{"number":', '1 null: is no JSON object.'],
  ['{"number": {"a": 1}}', '1 null: has a list or an object as "number".'],
  ['{"nummer": "C-1"}', '1 "nummer": is no column of customers. Did you mean number?'],
])('JSON lines with %s are a fault', async (line, fault) => {
  const { faults } = await read('customers', `${line}\n`, 'customers.jsonl');
  expect(faults).toEqual([expect.stringContaining(fault)]);
});

it('each fault of a file is told, not the first alone', async () => {
  const { faults } = await read('customers', csv('customers', ',,ASIA,,,', 'C-2,Weber,EUROPE,FR,,'));
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    '2 number',
    '2 name',
    '2 region',
    '3 language',
  ]);
});

it('a file that is not there is a fault', async () => {
  const faults: BookFault[] = [];
  await readBookFile(`${folder.path}/none.csv`, 'customers', {} as BookRows, faults);
  expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining('(ENOENT)') })]);
});

it('an amount that its currency cannot hold, and a currency that is none, are faults that name their columns', async () => {
  const { faults } = await read(
    'blocks',
    csv(
      'blocks',
      'K-1,2026-02-01,2,150.005,EUR,5',
      'K-1,2026-02-01,2,150,Euro,5',
      'K-1,2026-02-01,0,10,EUR,101',
    ),
  );
  expect(faults).toEqual([
    '2 list_price_per_hour: must be an amount of EUR such as 150.00, not "150.005".',
    expect.stringMatching(/^3 currency: must not be longer than 3 characters/),
    expect.stringMatching(/^4 blocks: must be a whole number from 1/),
    '4 discount_percent: must be a whole number from 0 to 100, not "101".',
  ]);
});

it('a reason may have several lines', async () => {
  const { book, faults } = await read('suspensions', csv('suspensions', 'K-1,2026-02-01,"One,\ntwo"'));
  expect([faults, book.suspensions]).toEqual([[], [expect.objectContaining({ reason: 'One,\ntwo' })]]);
});
