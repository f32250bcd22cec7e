/** What a file of the book holds, in the order in which it is brought in. */
export const BOOK_KINDS = [
  'customers',
  'contracts',
  'contacts',
  'satellites',
  'usage',
  'notices',
  'changes',
  'suspensions',
  'blocks',
] as const;
export type BookKind = (typeof BOOK_KINDS)[number];

export interface BookColumn {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly meaning: string;
  readonly example: string;
}

const needed = (name: string, meaning: string, example: string): BookColumn => ({
  name,
  isNeeded: true,
  meaning,
  example,
});
const optional = (name: string, meaning: string, example: string): BookColumn => ({
  ...needed(name, meaning, example),
  isNeeded: false,
});

const CONTRACT_NUMBER = needed('contract_number', 'Number of the contract it belongs to.', 'K-2024-117');

/** Every column of each kind of file. An export writes all of them in this order; an import takes any order. */
export const BOOK_COLUMNS: Readonly<Record<BookKind, readonly BookColumn[]>> = {
  customers: [
    needed(
      'number',
      'The number by which your systems know the customer; unique, up to 64 characters.',
      'C-1001',
    ),
    needed('name', 'Name of the company, up to 200 characters.', 'Müller & Söhne GmbH'),
    needed('region', 'Where it is served from: EUROPE or AMERICAS.', 'EUROPE'),
    optional('language', 'In which it is written to: EN or DE; EN where empty.', 'DE'),
    optional(
      'is_partner',
      'true where it gives first-line support to customers of its own; false where empty.',
      'false',
    ),
    optional('partner_number', 'Number of the customer that is its partner; empty: it has none.', 'C-1000'),
  ],
  contracts: [
    needed(
      'number',
      'The number by which people know the contract; unique, up to 64 characters.',
      'K-2024-117',
    ),
    needed('customer_number', 'Number of the customer who bought it.', 'C-1001'),
    needed('provider', 'Code of the provider in the catalog.', 'it-novum'),
    needed('plan', 'Code of the plan.', 'standard'),
    needed('plan_version', 'Version of the plan that the contract is pinned to, sold today or not.', '1'),
    needed('order_received_at', 'Day on which the order was received, or the instant.', '2024-02-10'),
    needed('activates_on', 'First day on which it is active, after the day of the order.', '2024-03-15'),
    needed('term_months', 'Months of the term, at least what the plan asks, up to 120.', '12'),
  ],
  contacts: [
    CONTRACT_NUMBER,
    needed('name', 'Full name, up to 200 characters.', 'Ada Berger'),
    needed('email', 'Email address; one person of a contract each.', 'ada.berger@example.com'),
    needed('phone', 'Phone number, up to 50 characters.', '+49 661 103 0'),
    optional('since', 'Day, or instant, of naming; the receipt of the order where empty.', '2024-02-10'),
  ],
  satellites: [
    CONTRACT_NUMBER,
    needed('name', 'Name of the satellite, up to 200 characters; unique in the contract.', 'fulda-1'),
    optional('since', 'Day, or instant, of registering; the activation where empty.', '2024-03-20'),
  ],
  usage: [
    CONTRACT_NUMBER,
    needed('year_from', 'First day of the contract year that runs now.', '2026-03-15'),
    needed('incidents', 'Support requests used of that year so far.', '7'),
    needed('included_blocks', 'Included consulting blocks of that year that were delivered.', '1'),
  ],
  notices: [
    CONTRACT_NUMBER,
    needed('party', 'Who gave notice: CUSTOMER or PROVIDER; one of each.', 'CUSTOMER'),
    needed('received_at', 'Day on which it was received, or the instant.', '2026-01-10'),
    optional(
      'ends_on',
      'First day on which the contract is over by it, a renewal date; that of the terms where empty.',
      '2027-03-15',
    ),
    optional('reason', 'Why, up to 1,000 characters.', 'The site is closed.'),
  ],
  changes: [
    CONTRACT_NUMBER,
    needed('plan', 'Code of the plan that a scheduled change brings.', 'premium'),
    needed('plan_version', 'Version of that plan, sold today or not.', '1'),
    needed('effective_on', 'First day of the plan, after today.', '2027-03-15'),
  ],
  suspensions: [
    CONTRACT_NUMBER,
    needed('since', 'Day, or instant, since when the provider has suspended the contract.', '2026-02-01'),
    needed('reason', 'Why, up to 1,000 characters; told to the customer.', 'Access was not given.'),
  ],
  blocks: [
    CONTRACT_NUMBER,
    needed('ordered_at', 'Day, or instant, of the order of additional consulting blocks.', '2026-02-01'),
    needed('blocks', 'Blocks of it that are paid and not used; one of 4 hours.', '2'),
    needed('list_price_per_hour', 'List price of an hour, as a plain decimal.', '150.00'),
    needed('currency', 'Currency of the price, of ISO 4217.', 'EUR'),
    needed('discount_percent', 'Discount that was agreed, from 0 to 100.', '5'),
  ],
};
