import { GraphQLError } from 'graphql';

export const TOO_COMPLEX = 'QUERY_TOO_COMPLEX';

/** What is too much of a document, the limit, and what to do. A number of `atLeast` or more is not known exactly. */
export function numbered(
  count: number,
  what: string,
  limit: number,
  advice: string,
  atLeast = Number.MAX_SAFE_INTEGER,
): string {
  const number = `${count >= atLeast ? 'at least ' : ''}${inDigits(Math.min(count, atLeast))}`;
  return `The document asks for ${number} ${what}; at most ${inDigits(limit)} are allowed. ${advice}`;
}

/** The refusal of a request that asks for more things in lists than the limit. */
export function tooManyNodes(nodes: number, limit: number): GraphQLError {
  const advice =
    'Ask for smaller pages with first, above all in lists within lists, or for fewer lists in one request.';
  return tooComplex(numbered(nodes, 'nodes by its page sizes', limit, advice));
}

/** The error QUERY_TOO_COMPLEX, which Apollo sends with HTTP 400. */
export function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: TOO_COMPLEX, http: { status: 400 } } });
}

function inDigits(number: number): string {
  return number.toLocaleString('en-US');
}
