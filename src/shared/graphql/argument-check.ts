import { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/**
 * Looks at the arguments of a field for what their types leave open: sizes, cursors, ranges, codes that have to be known.
 * Throws Refused, or returns a promise that is rejected with it, where its resolver would, whatever thing it is asked of.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ArgumentCheck = (args: any, now: Date, context: any) => unknown;

/** For arguments of which every value of their types is sound. */
export const checkedByType: ArgumentCheck = () => undefined;

/**
 * Says how the arguments of a field are checked before a mutation that selects the field writes anything. Every
 * field with arguments that a mutation's payload can lead to needs one; a test finds those without.
 */
export function ChecksArguments(check: ArgumentCheck): MethodDecorator & PropertyDecorator {
  return Extensions({ checkArguments: check });
}

/** The check of a field; undefined where none was declared. */
export function argumentCheckOf(field: GraphQLField<unknown, unknown>): ArgumentCheck | undefined {
  return field.extensions['checkArguments'] as ArgumentCheck | undefined;
}
