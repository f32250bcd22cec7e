import { CombinedError } from '@urql/core';

/** One sentence for a person about a request that failed. Fields that the role may not read are no failure of the page. */
export function failureOf(error: CombinedError | undefined): string | null {
  if (error === undefined) return null;
  if (error.networkError !== undefined) return 'The server cannot be reached. Nothing was changed.';
  const told = error.graphQLErrors.filter(({ extensions }) => extensions?.['code'] !== 'FORBIDDEN');
  return told.length === 0 ? null : told.map(({ message }) => message).join(' ');
}
