import {
  getIntrospectionQuery,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** What tools ask for as they come up, with all that they may ask for. */
export const USUAL_INTROSPECTION = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/** How many each list of introspection holds on an average, of the types that have such a list. */
export function introspectionSizes(schema: GraphQLSchema): Readonly<Record<string, number>> {
  const types = Object.values(schema.getTypeMap());
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = withFields.map((type) => Object.values(type.getFields()));
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    locations: 5,
    fields: averageOf(fields.map((list) => list.length)),
    args: averageOf(fields.flat().map((field) => field.args.length)),
    interfaces: averageOf(withFields.map((type) => type.getInterfaces().length)),
    possibleTypes: averageOf(
      types.filter(isInterfaceType).map((type) => schema.getPossibleTypes(type).length),
    ),
    inputFields: averageOf(
      types.filter(isInputObjectType).map((type) => Object.keys(type.getFields()).length),
    ),
    enumValues: averageOf(types.filter(isEnumType).map((type) => type.getValues().length)),
  };
}

function averageOf(numbers: readonly number[]): number {
  const some = numbers.filter((number) => number > 0);
  return some.length === 0 ? 0 : Math.ceil(some.reduce((sum, number) => sum + number, 0) / some.length);
}
