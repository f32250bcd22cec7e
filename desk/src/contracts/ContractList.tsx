import { useCallback } from 'react';
import { useQuery } from 'urql';
import { failureOf } from '../api/messages';
import { useLive } from '../api/use-live';
import { graphql } from '../gql';
import { go, useAddress } from '../route';
import { Problem } from '../ui/Problem';
import { Attention } from './Attention';
import { ContractTable } from './ContractTable';
import { Filters } from './Filters';
import { filterOf, orderOf, PAGE_SIZE, withChange } from './list-address';

const CONTRACTS = graphql(`
  query Contracts(
    $first: Int
    $last: Int
    $after: String
    $before: String
    $filter: ContractFilter
    $orderBy: ContractOrder
  ) {
    contracts(
      first: $first
      last: $last
      after: $after
      before: $before
      filter: $filter
      orderBy: $orderBy
    ) {
      totalCount
      totalCountIsEstimate
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      nodes {
        ...ContractRow
      }
    }
  }
`);

/** The contracts that the viewer sees, below what needs attention. What is chosen stands in the address, to be sent on. */
export function ContractList() {
  const { searchParams: chosen } = useAddress();
  const [after, before] = [chosen.get('after'), chosen.get('before')];
  const page = before === null ? { first: PAGE_SIZE, after } : { last: PAGE_SIZE, before };
  const variables = { ...page, filter: filterOf(chosen), orderBy: orderOf(chosen) };
  const [{ data, error, fetching, stale }, load] = useQuery({ query: CONTRACTS, variables });
  useLive(useCallback(() => load({ requestPolicy: 'network-only' }), [load]));
  const choose = (change: Readonly<Record<string, string>>) =>
    go(withChange(chosen, change), { replace: true });
  const found = data?.contracts;
  return (
    <>
      <h1>Contracts</h1>
      <Attention />
      <Filters chosen={chosen} onChange={choose} />
      <Problem text={failureOf(error)} />
      <p className="quiet" aria-live="polite">
        {found ? countOf(found.totalCount, found.totalCountIsEstimate) : fetching ? 'One moment …' : ''}
      </p>
      {found && <ContractTable contracts={found.nodes} isStale={stale} />}
      {found && (found.pageInfo.hasNextPage || found.pageInfo.hasPreviousPage) && (
        <nav aria-label="Pages of the list" className="row">
          <button
            disabled={!found.pageInfo.hasPreviousPage}
            onClick={() => choose({ before: found.pageInfo.startCursor! })}
          >
            Previous
          </button>
          <button
            disabled={!found.pageInfo.hasNextPage}
            onClick={() => choose({ after: found.pageInfo.endCursor! })}
          >
            Next
          </button>
        </nav>
      )}
    </>
  );
}

function countOf(count: number, isEstimate: boolean): string {
  return `${isEstimate ? 'about ' : ''}${count} ${count === 1 ? 'contract' : 'contracts'}`;
}
