import { foldText } from '../../shared/domain/text';
import { BookFacts } from './book-facts';
import { BookRows, CustomerRow, Place } from './book-rows';
import { CheckList } from './check-list';

/** The customers to write, partners before their customers, and how many are there as they are here. */
export function checkCustomers(
  { customers, faulty }: BookRows,
  facts: BookFacts,
  list: CheckList,
): { readonly customers: CustomerRow[]; readonly unchanged: number } {
  const seen = new Map<string, Place>();
  const rows = new Map<string, CustomerRow>();
  for (const row of customers) {
    const key = foldText(row.number);
    if (list.isFirst(seen, key, row, 'number')) rows.set(key, row);
  }
  for (const row of rows.values()) {
    if (row.partnerNumber === null) continue;
    const key = foldText(row.partnerNumber);
    const partner = rows.get(key) ?? facts.customers.get(key);
    if (partner === undefined) {
      if (!faulty.customers.has(key)) list.fault(row, 'partner_number', noCustomer(row.partnerNumber));
    } else if (!partner.isPartner)
      list.fault(
        row,
        'partner_number',
        `names customer ${row.partnerNumber}, which is no partner. Write true as its is_partner.`,
      );
  }
  const fresh = new Map<string, CustomerRow>();
  for (const [key, row] of rows) {
    const known = facts.customers.get(key);
    if (known === undefined) fresh.set(key, row);
    else
      list.differences(row, {
        name: [known.name, row.name],
        region: [known.region, row.region],
        language: [known.language, row.language],
        is_partner: [known.isPartner, row.isPartner],
        partner_number: [foldOrNull(known.partnerNumber), foldOrNull(row.partnerNumber)],
      });
  }
  return { customers: partnersFirst(fresh, list), unchanged: rows.size - fresh.size };
}

export function noCustomer(number: string): string {
  return `names customer ${number}, which is neither in the files nor in the database. Add it to customers.`;
}

function foldOrNull(text: string | null): string | null {
  return text && foldText(text);
}

/** Those without a partner, then their customers, and so on. What is left is below itself. */
function partnersFirst(rows: ReadonlyMap<string, CustomerRow>, list: CheckList): CustomerRow[] {
  const depths = new Map<string, number>();
  for (const key of rows.keys()) {
    const path: string[] = [];
    let at: string | null = key;
    while (at !== null && rows.has(at) && !depths.has(at) && !path.includes(at)) {
      path.push(at);
      at = foldOrNull(rows.get(at)!.partnerNumber);
    }
    if (at !== null && path.includes(at))
      list.fault(
        rows.get(key)!,
        'partner_number',
        'makes the customer a customer of its own. Name another partner.',
      );
    let depth = (at === null ? undefined : depths.get(at)) ?? -1;
    for (const each of path.reverse()) depths.set(each, (depth += 1));
  }
  return [...rows].sort(([one], [other]) => depths.get(one)! - depths.get(other)!).map(([, row]) => row);
}
