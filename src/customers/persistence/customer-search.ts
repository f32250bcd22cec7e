import { inAnyOf, inColumn, Searched } from '../../platform/reads/search';
import { seenIn, Viewer } from '../../platform/scoped-filter';
import { foldEmail } from '../../shared/domain/text';

/** Who searches. */
export interface Searcher extends Viewer {
  /** Whether it finds something by the addresses of contacts: only where it may read them. */
  readonly readsAddresses: boolean;
}

/** By what customers `cu` are found. */
export function searchedOfCustomer(searcher: Searcher): readonly Searched[] {
  return searchedOfCustomers(searcher, { id: 'cu.id', isJoined: false });
}

/** By what the customers are found that other rows name by the SQL for their id, and that are joined to them as `cu` if need be. */
export function searchedOfNamedCustomer(searcher: Searcher, id: string): readonly Searched[] {
  return searchedOfCustomers(searcher, { id, isJoined: true });
}

function searchedOfCustomers(
  searcher: Searcher,
  { id, isJoined }: { readonly id: string; readonly isJoined: boolean },
): readonly Searched[] {
  const columns = ['cu.name_folded', 'cu.number_folded'];
  const names = inAnyOf(columns.map((column) => inColumn({ column, table: 'customers cu', isJoined })));
  if (!searcher.readsAddresses) return [names];
  const address = inColumn({
    column: 'k.email_folded',
    table: 'named_contacts k',
    fold: foldEmail,
    has: (
      condition,
      filter,
    ) => `EXISTS (SELECT FROM contracts held JOIN named_contacts k ON k.contract_id = held.id
        WHERE held.customer_id = ${id} AND k.valid_to IS NULL
          AND ${seenIn(filter, searcher, (sees) => sees.contract('held'))} AND ${condition})`,
  });
  return [names, address];
}
