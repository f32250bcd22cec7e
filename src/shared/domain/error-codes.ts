import { UserErrorCode } from './refusal';

/** Every code that `errors[].extensions.code` can have: faults of the request, missing rights, faults of the server. */
export const ERROR_CODES = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DEADLINE_EXCEEDED',
  'DOCUMENT_NOT_TRUSTED',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
  'METHOD_NOT_ALLOWED',
  'NOT_FOUND',
  'OPERATION_RESOLUTION_FAILURE',
  'OUTCOME_UNKNOWN',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'UNAUTHENTICATED',
  'WRITTEN_NOT_READ',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

const PAGE = '/docs/errors.md';

/** Where the documentation tells cause and fix of a code of `userErrors`; a path of this server, and of the repository. */
export function userErrorDocs(code: UserErrorCode): string {
  return `${PAGE}#${code.toLowerCase()}`;
}

/** The same of a code of `errors`. The two tables share the code NOT_FOUND, hence an anchor of another form. */
export function errorDocs(code: ErrorCode): string {
  return `${PAGE}#error-${code.toLowerCase()}`;
}
