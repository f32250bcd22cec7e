import { GraphQLSchema } from 'graphql';
import { invalidInput, Refused } from '../domain/refusal';

/**
 * Throws Refused (INVALID_INPUT) with the names there are where a filter names a mutation that there is not: a slip must not look
 * like an empty list. `others` are names that the program writes under besides. Null and undefined filter nothing.
 */
export function checkMutation(
  mutation: string | null | undefined,
  schema: GraphQLSchema,
  others: readonly string[] = [],
): void {
  const names = [...Object.keys(schema.getMutationType()!.getFields()), ...others];
  if (mutation == null || names.includes(mutation)) return;
  const message = `filter.mutation names no mutation; there are ${names.join(', ')}.`;
  throw new Refused([invalidInput(message, ['filter', 'mutation'])]);
}
