import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, GraphQLFormattedError } from 'graphql';
import { ErrorCode, errorDocs } from '../shared/domain/error-codes';
import { Refused } from '../shared/domain/refusal';
import { BUSY_CODE, BUSY_MESSAGE } from '../http/busy-response';
import { isPassing, OutcomeUnknown } from '../platform/database-fault';
import { DEADLINE_CODE, DEADLINE_MESSAGE } from './deadline';
import { RequestStopped } from '../platform/request-lifetime';
import { TOO_COMPLEX } from './cost/too-complex';
import { UNKNOWN_CODE, UNKNOWN_MESSAGE } from './outcome-unknown';

/** Codes whose messages are ours or the GraphQL library's, about the client's own document, and may be shown. */
const SHOWN: ReadonlySet<string> = new Set<ErrorCode>([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DEADLINE_EXCEEDED',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'UNAUTHENTICATED',
]);

/** What a client sees of an error: faults of its document as they are, internal errors masked, never a stack or SQL. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, code, ...more } = shownError(formatted, error);
  const { locations, path } = formatted;
  return { message, locations, path, extensions: { code, docs: errorDocs(code), ...more } };
}

interface ShownError {
  readonly message: string;
  readonly code: ErrorCode;
  readonly argument?: readonly string[];
  readonly written?: true;
}

function shownError(formatted: GraphQLFormattedError, error: unknown): ShownError {
  const original = unwrapResolverError(error);
  const written = formatted.extensions?.['written'] === true ? ({ written: true } as const) : undefined;
  if (original instanceof Refused) {
    const message = original.refusals.map((refusal) => refusal.message).join(' ');
    return { message, code: 'BAD_USER_INPUT', argument: original.refusals[0]?.path, ...written };
  }
  const code = isTooComplex(error) ? TOO_COMPLEX : formatted.extensions?.['code'];
  if (isShown(code)) return { message: shownMessage(formatted.message, error), code, ...written };
  if (written !== undefined) return { message: WRITTEN_MESSAGE, code: 'WRITTEN_NOT_READ', ...written };
  if (original instanceof RequestStopped) return { message: DEADLINE_MESSAGE, code: DEADLINE_CODE };
  if (original instanceof OutcomeUnknown) return { message: UNKNOWN_MESSAGE, code: UNKNOWN_CODE };
  if (isPassing(original)) return { message: BUSY_MESSAGE, code: BUSY_CODE };
  return { message: INTERNAL_MESSAGE, code: 'INTERNAL_SERVER_ERROR' };
}

function isShown(code: unknown): code is ErrorCode {
  return SHOWN.has(code as string);
}

const INTERNAL_MESSAGE =
  'Something went wrong on our side. The response header x-request-id names this request in our log.';

function shownMessage(message: string, error: unknown): string {
  const cause = (error as { originalError?: Error }).originalError;
  // The parser has no limit of depth of its own, and runs out of stack.
  if (causedByDepth(cause)) return 'Syntax Error: the document is nested too deeply.';
  return withoutValues(message, cause?.message);
}

function causedByDepth(error: Error | undefined): boolean {
  return error instanceof RangeError || (error instanceof GraphQLError && causedByDepth(error.originalError));
}

/** What a mutation wrote is never said to be unwritten, whatever fails after it. */
const WRITTEN_MESSAGE =
  'The mutation was carried out and stays; only this field could not be read. Read it by its id, and do not send the mutation again.';

/** Apollo calls every error of a validation rule by one code. */
function isTooComplex(error: unknown): boolean {
  const { originalError } = error as { originalError?: Error };
  return originalError instanceof GraphQLError && originalError.extensions['code'] === TOO_COMPLEX;
}

/** Whether the error is internal: masked for the client, and logged. */
export function isOurFault(error: unknown, code: unknown): boolean {
  const original = unwrapResolverError(error);
  if (original instanceof Refused || original instanceof RequestStopped) return false;
  return !SHOWN.has(code as string);
}

/** Errors as Apollo hands them to `formatError`, formatted: fast path and fallback must not differ in them. */
export function formattedErrors(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] {
  return errors.map((error) => {
    const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
    return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
  });
}

/** Where the GraphQL library repeats in its messages what was sent, and what is left of the sentence. */
const REPETITIONS: readonly (readonly [RegExp, string])[] = [
  [/(cannot represent [^:]+): .+$/s, '$1.'],
  [/^Value ".+" does not exist in/s, 'The value does not exist in'],
  [/^(Expected value of type "[^"]+"), found .+$/s, '$1.'],
];

/**
 * What the GraphQL library says of a wrong value, without the value: it may hold what belongs into no log. Of a wrong
 * variable the place is kept. `reason` is the message of the error beneath, which stands at the end of its message.
 */
export function withoutValues(message: string, reason: string | undefined): string {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (variable === undefined || reason === undefined) return strip(message);
  const upToReason = message.slice(0, -`; ${reason}`.length);
  const place = / at "([^"]+)"$/.exec(upToReason)?.[1];
  return `The variable ${place === undefined ? variable : `$${place}`} is at fault: ${strip(reason)}`;
}

function strip(message: string): string {
  return REPETITIONS.reduce((text, [repetition, rest]) => text.replace(repetition, rest), message);
}
