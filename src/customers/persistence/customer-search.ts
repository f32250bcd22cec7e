import { inColumn, Searched } from '../../platform/reads/search';
import { seenIn, Viewer } from '../../platform/scoped-filter';
import { foldEmail } from '../../shared/domain/text';

/** Who searches. */
export interface Searcher extends Viewer {
  /** Whether it finds something by the addresses of contacts: only where it may read them. */
  readonly readsAddresses: boolean;
}

/** By what customers `cu` are found. */
export function searchedOfCustomer(searcher: Searcher): readonly Searched[] {
  const names = [inColumn('cu.name_folded'), inColumn('cu.number_folded')];
  if (!searcher.readsAddresses) return names;
  const address: Searched = (rank, text, filter) =>
    inColumn(
      'k.email_folded',
      foldEmail,
      (condition) => `EXISTS (SELECT FROM contracts held JOIN named_contacts k ON k.contract_id = held.id
        WHERE held.customer_id = cu.id AND k.valid_to IS NULL
          AND ${seenIn(filter, searcher, (sees) => sees.contract('held'))} AND ${condition})`,
    )(rank, text, filter);
  return [...names, address];
}
