import { GraphQLFieldResolver, GraphQLObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Field = Storage['fields'][number];

/** What TypeGraphQL knows of a resolver and need not be done when it is called: it stands in the schema already. */
const IN_THE_SCHEMA = new Set([
  'methodName',
  'schemaName',
  'target',
  'complexity',
  'resolverClassMetadata',
  'params',
  'directives',
  'extensions',
  'description',
  'deprecationReason',
  'getReturnType',
  'returnTypeOptions',
  'getType',
  'typeOptions',
  'getObjectType',
  'kind',
]);

/**
 * Whether TypeGraphQL does something around a resolver when it is called: a middleware, `@Authorized`, on the method, its
 * class or its field, or something that is not known here. A method of an object type counts too, since it is called on
 * the object itself.
 */
export function isWrapped(handler: Handler): boolean {
  const { middlewares = [], roles, ...others } = handler;
  const isOfTheObject = 'kind' in handler && handler.kind === 'internal';
  const isMore = Object.entries(others).some(
    ([key, value]) => value !== undefined && !IN_THE_SCHEMA.has(key),
  );
  return middlewares.length > 0 || roles !== undefined || isOfTheObject || isMore;
}

/** Whether instances of a class have more than what is assigned to them: methods, getters or initial values. */
export function hasBehaviour(type: unknown): boolean {
  if (typeof type !== 'function' || type === Object) return false;
  for (
    let prototype = type.prototype as object;
    prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype) as object
  ) {
    if (Object.getOwnPropertyNames(prototype).some((name) => name !== 'constructor')) return true;
  }
  return Object.values(new (type as new () => object)()).some((value) => value !== undefined);
}

/** Whether the field has another name in the schema than in its class. */
export function isRenamed({ name, schemaName }: Field): boolean {
  return name !== schemaName;
}

/**
 * Sets the resolver of a field in the place of TypeGraphQL's. Throws where TypeGraphQL would do something around it, such
 * as a middleware or `@Authorized`, which would be lost.
 */
export function replaceResolver(
  type: GraphQLObjectType,
  fieldName: string,
  resolve: GraphQLFieldResolver<never, unknown>,
): void {
  const storage = getMetadataStorage();
  const names = [type.name, ...type.getInterfaces().map(({ name }) => name)];
  const classes = [...storage.objectTypes, ...storage.interfaceTypes];
  const targets = classes.filter(({ name }) => names.includes(name)).map(({ target }) => target);
  const isAncestor = (target: () => void) =>
    targets.some((each) => each === target || each.prototype instanceof target);
  const fields = classes
    .filter(({ target }) => isAncestor(target as () => void))
    .flatMap((each) => each.fields);
  const handlers = storage.fieldResolvers.filter((each) => isAncestor(each.getObjectType!() as () => void));
  const isLost =
    fields.some((field) => field?.schemaName === fieldName && isGuarded(field)) ||
    handlers.some((each) => each.schemaName === fieldName);
  if (isLost)
    throw new Error(
      `${type.name}.${fieldName} is resolved in one place for all types, which would drop what its class says of it`,
    );
  type.getFields()[fieldName]!.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
}

function isGuarded({ middlewares = [], roles }: Field): boolean {
  return middlewares.length > 0 || roles !== undefined;
}
