import { GraphQLError, GraphQLFormattedError } from 'graphql';
import { formatError } from './format-error';

/** Errors as Apollo hands them to `formatError`, formatted: fast path and fallback must not differ in them. */
export function formattedErrors(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] {
  return errors.map((error) => {
    const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
    return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
  });
}
