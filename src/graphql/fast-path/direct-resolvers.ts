import { getMetadataStorage as validationStorage } from 'class-validator';
import { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { validateInput } from '../../shared/graphql/validate-input';

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
type Read = (source: unknown, args: Record<string, unknown>, context: unknown) => unknown;
type Method = (...values: unknown[]) => unknown;
type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Param = NonNullable<Handler['params']>[number];
type ArgParam = Extract<Param, { kind: 'arg' }>;

/**
 * Calls resolvers without what TypeGraphQL puts around each, in every row of a list: their parameters are sorted, copied
 * into instances of classes, and validated behind promises. A resolver is called so whose parameters need little of it: its
 * parent, the context, plain values, inputs of plain values, and arguments without rules of their own. All others stay as
 * they are.
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
      return isInput(param.getType()) ? readInputOf(param) : (_source, args) => args[param.name];
    case 'args':
      return hasRules(param.getType()) ? null : (_source, args) => args;
    default:
      return null;
  }
}

/** An input whose fields are plain values: an instance of its class, which the rules on it are checked by. */
function readInputOf({ name, getType, typeOptions }: ArgParam): Read | null {
  const type = getType() as new () => object;
  if (typeOptions.array === true || fieldsOf(getMetadataStorage().inputTypes, type).some(isOfInput))
    return null;
  return (_source, args) => {
    const given = args[name];
    if (typeof given !== 'object' || given === null) return given;
    const input = Object.assign(new type(), given);
    validateInput(input);
    return input;
  };
}

function isInput(type: unknown): boolean {
  return getMetadataStorage().inputTypes.some(({ target }) => target === type);
}

/** Whether a class of arguments, or one that it extends, has an input among its fields or a rule for one of them. */
function hasRules(type: unknown): boolean {
  const rules = validationStorage().getTargetValidationMetadatas(type as () => void, '', false, false);
  return rules.length > 0 || fieldsOf(getMetadataStorage().argumentTypes, type).some(isOfInput);
}

type Field = Pick<Storage['fields'][number], 'getType'>;

/** The fields of a class and of those that it extends. */
function fieldsOf(
  classes: readonly { readonly target: unknown; readonly fields?: readonly Field[] }[],
  type: unknown,
): readonly Field[] {
  const own = classes.filter(
    ({ target }) => target === type || (type as () => void).prototype instanceof (target as () => void),
  );
  return own.flatMap(({ fields }) => fields ?? []);
}

function isOfInput({ getType }: Field): boolean {
  return isInput(getType());
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
