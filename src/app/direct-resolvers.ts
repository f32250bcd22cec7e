import { getMetadataStorage as validationStorage } from 'class-validator';
import { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
type Read = (source: unknown, args: Record<string, unknown>, context: unknown) => unknown;
type Method = (...values: unknown[]) => unknown;
type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Param = NonNullable<Handler['params']>[number];

/**
 * Calls resolvers without what TypeGraphQL puts around each, in every row of a list: their parameters are sorted, copied
 * into instances of classes, and validated behind promises. A resolver is called so whose parameters need none of it: its
 * parent, the context, plain values, and arguments without rules of their own. All others stay as they are.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const storage = getMetadataStorage();
  for (const query of storage.queries) callDirectly(schema.getQueryType()!, query);
  for (const field of storage.fieldResolvers) {
    const target = field.getObjectType!();
    const name = storage.objectTypes.find((type) => type.target === target)?.name;
    if (name !== undefined) callDirectly(schema.getType(name) as GraphQLObjectType, field);
  }
}

function callDirectly(type: GraphQLObjectType, handler: Handler): void {
  const params = [...handler.params!].sort((one, other) => one.index - other.index);
  const reads = params.map(readOf);
  if (reads.some((read) => read === null)) return;
  const { methodName, target } = handler;
  const instance = instanceOf(target as new () => Record<string, Method>);
  type.getFields()[handler.schemaName]!.resolve = resolverOf(instance, methodName, reads as Read[]);
}

/** How a parameter is read from what a resolver is called with; null where TypeGraphQL has more to do for it. */
function readOf(param: Param): Read | null {
  switch (param.kind) {
    case 'root':
      return param.propertyName === undefined ? (source) => source : null;
    case 'context':
      return param.propertyName === undefined ? (_source, _args, context) => context : null;
    case 'arg':
      return isInput(param.getType()) ? null : (_source, args) => args[param.name];
    case 'args':
      return hasRules(param.getType()) ? null : (_source, args) => args;
    default:
      return null;
  }
}

function isInput(type: unknown): boolean {
  return getMetadataStorage().inputTypes.some(({ target }) => target === type);
}

/** Whether a class of arguments, or one that it extends, has an input among its fields or a rule for one of them. */
function hasRules(type: unknown): boolean {
  const classes = getMetadataStorage().argumentTypes.filter(
    ({ target }) => target === type || (type as () => void).prototype instanceof target,
  );
  const fields = classes.flatMap((each) => each.fields ?? []);
  const rules = validationStorage().getTargetValidationMetadatas(type as () => void, '', false, false);
  return rules.length > 0 || fields.some((field) => isInput(field.getType()));
}

const instances = new Map<unknown, Record<string, Method>>();

function instanceOf(target: new () => Record<string, Method>): Record<string, Method> {
  const instance = instances.get(target) ?? new target();
  instances.set(target, instance);
  return instance;
}

function resolverOf(instance: Record<string, Method>, name: string, reads: readonly Read[]): Resolver {
  return (source, args, context) => {
    const values = reads.map((read) => read(source, args, context));
    return instance[name]!(...values);
  };
}
