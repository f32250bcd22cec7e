import { EntrySubject, invoiceMinor, ledgerEntry } from '../../../src/consulting/domain/ledger-entry';

const NOW = new Date('2026-06-10T10:00:00Z');
const subject: EntrySubject = {
  contractId: '1',
  customerId: '7',
  planId: '3',
  contractYear: 2,
  source: 'ADDITIONAL',
  orderId: '5',
  blockId: null,
};
const circumstances = { occurredAt: NOW, recordedAt: NOW, actor: 'sales', note: null };
const price = { listPricePerHour: { minorUnits: 14_999n, currency: 'EUR' }, discountPercent: 5 };

it('an entry holds its hours, its price, and its amount after the discount, rounded once', () => {
  expect(ledgerEntry('ORDERED', subject, 3, price, circumstances)).toEqual({
    kind: 'ORDERED',
    hours: 12,
    ...subject,
    ...circumstances,
    listPricePerHour: price.listPricePerHour,
    // 12 × 149.99 × 0.95 = 1709.886
    netAmount: { minorUnits: 170_989n, currency: 'EUR' },
    discountPercent: 5,
  });
});

it('an entry about an included block has hours, and neither price nor amount', () => {
  expect(ledgerEntry('DELIVERED', { ...subject, source: 'INCLUDED' }, 1, null, circumstances)).toMatchObject({
    hours: 4,
    listPricePerHour: null,
    netAmount: null,
    discountPercent: 0,
  });
});

it.each([
  ['ORDERED', '100', '100'],
  ['ORDER_REVERSED', '100', '-100'],
  ['ORDER_REVERSED', '0', '0'],
  ['DELIVERED', '100', null],
  ['REVERSED', '100', null],
  ['ORDERED', null, null],
  ['ORDER_REVERSED', null, null],
] as const)(
  'what is invoiced is what was ordered, less what was taken back: of %s with %p, %p',
  (kind, net, amount) => {
    expect(invoiceMinor(kind, net)).toBe(amount);
  },
);
