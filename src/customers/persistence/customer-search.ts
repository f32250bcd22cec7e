import { Filter } from '../../platform/reads/keyset-page';
import { Searched } from '../../platform/reads/search';
import { seenIn, Viewer } from '../../platform/scoped-filter';

/** Who searches. */
export interface Searcher extends Viewer {
  /** Whether it finds something by the addresses of contacts: only where it may read them. */
  readonly readsAddresses: boolean;
}

/** What customers `cu` are found by. */
export function searchedOfCustomer(filter: Filter, searcher: Searcher): readonly Searched[] {
  const names = [{ column: 'cu.name_folded' }, { column: 'cu.number_folded' }];
  if (!searcher.readsAddresses) return names;
  const has = (condition: string) => `EXISTS (
    SELECT FROM contracts held JOIN named_contacts k ON k.contract_id = held.id
    WHERE held.customer_id = cu.id AND k.valid_to IS NULL
      AND ${seenIn(filter, searcher, (sees) => sees.contract('held'))} AND ${condition})`;
  return [...names, { column: 'k.email_folded', isEmail: true, has }];
}
