import { GraphQLError, GraphQLFormattedError } from 'graphql';
import { formatError } from './format-error';

/** An error as Apollo hands it to `formatError`, and formatted: the two ways of a request must not differ in it. */
export function formattedErrors(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] {
  return errors.map((error) => {
    const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
    return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
  });
}
