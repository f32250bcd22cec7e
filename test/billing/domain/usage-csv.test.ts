import * as fc from 'fast-check';
import { toGlobalId } from '../../../src/shared/domain/global-id';
import {
  csvField,
  csvLine,
  usageCsvHeader,
  usageCsvLine,
  UsageCsvRow,
} from '../../../src/billing/domain/usage-csv';
import { parseCsv } from '../parse-csv';

it.each([
  ['K-1', 'K-1'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['a\r\nb', '"a\r\nb"'],
  ['Müller & Söhne', 'Müller & Söhne'],
  ['1-2', '1-2'],
])('csvField writes %j as %s', (text, field) => {
  expect(csvField(text)).toBe(field);
});

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\nx',
  ' =1+1',
  '＝1+1',
  '－1',
  '=cmd|"/C calc"!A0,1',
])('csvField makes text of %j', (text) => {
  const [[read]] = parseCsv(csvLine([csvField(text)])) as [[string]];
  expect(read).toBe(`'${text}`);
});

it('csvField is read back as it was, but for the apostrophe before a formula', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom(...'ab,;"\'\r\n\t =+-@|') }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(texts, (fields) => {
      const [line, ...others] = parseCsv(csvLine(fields.map(csvField)));
      expect(others).toEqual([]);
      line!.forEach((read, index) => {
        expect([fields[index], `'${fields[index]}`]).toContain(read);
        expect(read).not.toMatch(/^[=+\-@\t\r\n]/);
      });
      expect(line).toHaveLength(fields.length);
    }),
  );
});

const ORDERED: UsageCsvRow = {
  position: '7',
  kind: 'ORDERED',
  occurredAt: new Date('2026-10-01T08:00:00Z'),
  customerNumber: 'C-1',
  contractNumber: '=K-1',
  provider: 'it-novum',
  plan: 'standard',
  planVersion: 2,
  contractYear: 1,
  source: 'ADDITIONAL',
  hours: 20,
  listPricePerHour: { minorUnits: 15_000n, currency: 'EUR' },
  discountPercent: 5,
  netAmount: { minorUnits: 285_000n, currency: 'EUR' },
  invoiceAmount: { minorUnits: 285_000n, currency: 'EUR' },
  happenedAt: new Date('2026-09-30T21:59:59.999Z'),
  recordedAt: new Date('2026-10-01T08:00:00Z'),
  blockId: null,
  orderId: '7',
  startsAt: null,
  subject: null,
  consultant: null,
  reverses: null,
};

// Closed exports hold themselves to these bytes.
describe('the CSV of consulting usage', () => {
  it('the CSV of consulting usage has these columns, in this order', () => {
    expect(usageCsvHeader(1)).toBe(
      'position,kind,occurred_at,customer_number,contract_number,provider,plan,plan_version,contract_year,source,hours,' +
        'list_price_per_hour,discount_percent,net_amount,currency\r\n',
    );
  });

  it('the CSV of consulting usage writes an additional block with its money', () => {
    expect(usageCsvLine(ORDERED, 1)).toBe(
      "7,ORDERED,2026-10-01T08:00:00.000Z,C-1,'=K-1,it-novum,standard,2,1,ADDITIONAL,20,150.00,5,2850.00,EUR\r\n",
    );
  });

  it('the CSV of consulting usage names block and order, with their numbers in the second format and without in the third', () => {
    const delivered = { ...ORDERED, kind: 'DELIVERED', blockId: '5', orderId: null } as const;
    expect(usageCsvLine(delivered, 2)).toContain(',Q29uc3VsdGluZ0Jsb2NrOjU,,');
    expect(usageCsvLine(ORDERED, 2)).toContain(',,Q29uc3VsdGluZ09yZGVyOjc,');
    expect(usageCsvLine(delivered, 3)).toContain(`,${toGlobalId('ConsultingBlock', '5')},,`);
    expect(usageCsvLine(ORDERED, 3)).toContain(`,,${toGlobalId('ConsultingOrder', '7')},`);
    expect(usageCsvHeader(3)).toBe(usageCsvHeader(2));
  });

  it('the CSV of consulting usage writes an included block without money', () => {
    const included = {
      source: 'INCLUDED',
      hours: 4,
      listPricePerHour: null,
      netAmount: null,
      discountPercent: 0,
    };
    expect(usageCsvLine({ ...ORDERED, ...included, kind: 'DELIVERED' }, 1)).toBe(
      "7,DELIVERED,2026-10-01T08:00:00.000Z,C-1,'=K-1,it-novum,standard,2,1,INCLUDED,4,,0,,\r\n",
    );
  });

  it('the CSV of consulting usage has more columns in its second version, after those of the first', () => {
    const added =
      ',invoice_amount,happened_at,recorded_at,block_id,order_id,starts_at,subject,consultant,reverses\r\n';
    expect(usageCsvHeader(2)).toBe(usageCsvHeader(1).trimEnd() + added);
    expect(usageCsvLine(ORDERED, 2)).toBe(
      usageCsvLine(ORDERED, 1).trimEnd() +
        ',2850.00,2026-09-30T21:59:59.999Z,2026-10-01T08:00:00.000Z,,Q29uc3VsdGluZ09yZGVyOjc,,,,\r\n',
    );
  });

  it('the CSV of consulting usage writes what is credited below zero, and whom a block was given by', () => {
    const reversal: UsageCsvRow = {
      ...ORDERED,
      kind: 'ORDER_REVERSED',
      netAmount: { minorUnits: 5n, currency: 'EUR' },
      invoiceAmount: { minorUnits: -5n, currency: 'EUR' },
      startsAt: new Date('2026-10-02T07:00:00Z'),
      subject: '=SUM(1)',
      consultant: 'Hopper, Grace',
      reverses: '3',
    };
    expect(usageCsvLine(reversal, 2)).toMatch(
      /,0\.05,EUR,-0\.05,.*,2026-10-02T07:00:00\.000Z,'=SUM\(1\),"Hopper, Grace",3\r\n$/,
    );
  });
});
