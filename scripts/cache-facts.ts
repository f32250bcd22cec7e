import {
  getNamedType,
  getNullableType,
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';

/** The source of the module that tells a client's cache what the schema says: which types have no id, and where lists of them are. */
export function cacheFacts(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const objects = types.filter(isObjectType).filter((type) => !roots.has(type));
  const values = objects.filter((type) => !type.getFields()['id']);
  const possible = types
    .filter(isInterfaceType)
    .map((type) => [type.name, names(schema.getPossibleTypes(type))]);
  const lists = [...objects, schema.getQueryType()!]
    .map((type) => [type.name, valueLists(type, new Set(names(values)), schema)] as const)
    .filter(([, fields]) => fields.length > 0);
  return [
    '// Made from schema.graphql by npm run client:documents.',
    declare('POSSIBLE_TYPES', 'Readonly<Record<string, string[]>>', Object.fromEntries(possible)),
    declare('VALUE_TYPES', 'readonly string[]', names(values)),
    declare('VALUE_LISTS', 'Readonly<Record<string, readonly string[]>>', Object.fromEntries(lists)),
    '',
  ].join('\n');
}

function valueLists(type: GraphQLObjectType, values: ReadonlySet<string>, schema: GraphQLSchema): string[] {
  const fields = Object.values(type.getFields()).filter((field) => {
    const item = getNamedType(field.type);
    const kinds = isInterfaceType(item) ? names(schema.getPossibleTypes(item)) : [item.name];
    return isListType(getNullableType(field.type)) && kinds.every((kind) => values.has(kind));
  });
  return names(fields);
}

function names(named: readonly { readonly name: string }[]): string[] {
  return named.map(({ name }) => name).sort();
}

function declare(name: string, type: string, value: unknown): string {
  return `export const ${name}: ${type} = ${JSON.stringify(value, null, 2)};`;
}
