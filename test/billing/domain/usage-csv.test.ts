import { USAGE_CSV_HEADER, UsageCsvRow, usageCsvLine } from '../../../src/billing/domain/usage-csv';

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
};

// Closed exports hold themselves to these bytes.
describe('the CSV of consulting usage', () => {
  it('has these columns, in this order', () => {
    expect(USAGE_CSV_HEADER).toBe(
      'position,kind,occurred_at,customer_number,contract_number,provider,plan,plan_version,contract_year,source,hours,' +
        'list_price_per_hour,discount_percent,net_amount,currency\r\n',
    );
  });

  it('writes an additional block with its money', () => {
    expect(usageCsvLine(ORDERED)).toBe(
      "7,ORDERED,2026-10-01T08:00:00.000Z,C-1,'=K-1,it-novum,standard,2,1,ADDITIONAL,20,150.00,5,2850.00,EUR\r\n",
    );
  });

  it('writes an included block without', () => {
    const included = {
      source: 'INCLUDED',
      hours: 4,
      listPricePerHour: null,
      netAmount: null,
      discountPercent: 0,
    };
    expect(usageCsvLine({ ...ORDERED, ...included, kind: 'DELIVERED' })).toBe(
      "7,DELIVERED,2026-10-01T08:00:00.000Z,C-1,'=K-1,it-novum,standard,2,1,INCLUDED,4,,0,,\r\n",
    );
  });
});
