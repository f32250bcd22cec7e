import {
  getNamedType,
  GraphQLFieldConfigMap,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/**
 * The schema by which mutations are run: that of queries, but every field may be null. What cannot be read after the
 * write is null at its own place beside its error; by the other schema it would take with it the thing that was written,
 * and a client would take that for a refusal.
 */
export function nullableSchema(schema: GraphQLSchema): GraphQLSchema {
  const made = new Map<string, GraphQLNamedType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) made.set(type.name, objectOf(type, made));
    else if (isInterfaceType(type)) made.set(type.name, interfaceOf(type, made));
    else made.set(type.name, type);
  }
  const rootOf = (type: GraphQLObjectType | null | undefined) =>
    type == null ? type : (made.get(type.name) as GraphQLObjectType);
  return new GraphQLSchema({
    query: rootOf(schema.getQueryType()),
    mutation: rootOf(schema.getMutationType()),
    types: [...made.values()],
    directives: schema.getDirectives(),
  });
}

type Types = ReadonlyMap<string, GraphQLNamedType>;

function objectOf(type: GraphQLObjectType, types: Types): GraphQLObjectType {
  const { fields, interfaces, ...config } = type.toConfig();
  return new GraphQLObjectType({
    ...config,
    fields: () => fieldsOf(fields, types),
    interfaces: () => interfaces.map(({ name }) => types.get(name) as GraphQLInterfaceType),
  });
}

function interfaceOf(type: GraphQLInterfaceType, types: Types): GraphQLInterfaceType {
  const { fields, interfaces, ...config } = type.toConfig();
  return new GraphQLInterfaceType({
    ...config,
    fields: () => fieldsOf(fields, types),
    interfaces: () => interfaces.map(({ name }) => types.get(name) as GraphQLInterfaceType),
  });
}

type Fields = GraphQLFieldConfigMap<unknown, unknown>;

function fieldsOf(fields: Fields, types: Types): Fields {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([name, field]) => [name, { ...field, type: nullable(field.type, types) }]),
  );
}

function nullable(type: GraphQLOutputType, types: Types): GraphQLOutputType {
  if (isNonNullType(type)) return nullable(type.ofType as GraphQLOutputType, types);
  if (isListType(type)) return new GraphQLList(nullable(type.ofType, types));
  return types.get(getNamedType(type).name) as GraphQLOutputType;
}
