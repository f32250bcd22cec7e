import { getNullableType, GraphQLInputField, GraphQLInputType, isInputObjectType, isListType } from 'graphql';

type ReadValue = (value: unknown) => unknown;

/**
 * Reads values of an input type so that null and left out are the same: both are the default where the type has one, else
 * the field is absent. What was given is not changed.
 */
export function withDefaults(type: GraphQLInputType): ReadValue {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const item = withDefaults(bare.ofType as GraphQLInputType);
    return (value) => (Array.isArray(value) ? value.map(item) : value);
  }
  if (!isInputObjectType(bare)) return (value) => value;
  const fields = Object.values(bare.getFields()).map((field) => [field, withDefaults(field.type)] as const);
  return (value) => (typeof value === 'object' && value !== null ? filledIn(value, fields) : value);
}

function filledIn(given: object, fields: readonly (readonly [GraphQLInputField, ReadValue])[]): object {
  const read = fields.map(([{ name, defaultValue }, readField]) => {
    const value = (given as Readonly<Record<string, unknown>>)[name] ?? defaultValue;
    return [name, value == null ? undefined : readField(value)] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}
