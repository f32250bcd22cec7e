import { getMetadataStorage as validationStorage } from 'class-validator';
import { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { BuildSchemaOptions, buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { validateInput } from '../../shared/graphql/validate-input';
import { hasBehaviour, isRenamed, isWrapped } from './what-type-graphql-adds';

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
type Read = (source: unknown, args: Record<string, unknown>, context: unknown) => unknown;
type Method = (...values: unknown[]) => unknown;
type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Param = NonNullable<Handler['params']>[number];
type ArgParam = Extract<Param, { kind: 'arg' }>;

/** What TypeGraphQL may be told of all resolvers: the rest would be lost on those that are called directly. */
const HONOURED = ['resolvers', 'orphanedTypes', 'authChecker', 'authMode'] as const;

export type DirectSchemaOptions = Pick<BuildSchemaOptions, (typeof HONOURED)[number]>;

/**
 * The schema that TypeGraphQL builds of the classes, with its inputs checked by `validateInput`, and with resolvers called
 * without what TypeGraphQL puts around each, in every row of a list: their parameters are sorted, copied into instances of
 * classes, and validated behind promises. A resolver is called so whose parameters need little of it: its parent, the
 * context, plain values, inputs of plain values, and arguments without rules of their own. All others stay as TypeGraphQL
 * made them, such as those with a middleware or `@Authorized`. Throws where an option would be lost.
 */
export function buildDirectSchema(options: DirectSchemaOptions): GraphQLSchema {
  for (const option of Object.keys(options)) {
    if (!HONOURED.some((honoured) => honoured === option))
      throw new Error(
        `buildDirectSchema cannot honour the option ${option}; see src/graphql/fast-path/README.md`,
      );
  }
  const schema = buildSchemaSync({
    ...options,
    pubSub: NONE,
    // It asks all of the schema in a query, a fifth of a start; a test validates it.
    skipCheck: true,
    validate: false,
    validateFn: (value) => validateInput(value),
  });
  const storage = getMetadataStorage();
  const isServed = ({ target }: Handler) => options.resolvers.includes(target);
  for (const query of storage.queries.filter(isServed)) callDirectly(schema.getQueryType()!, query);
  for (const field of storage.fieldResolvers.filter(isServed)) {
    const target = field.getObjectType!();
    const name = storage.objectTypes.find((type) => type.target === target)?.name;
    if (name !== undefined) callDirectly(schema.getType(name) as GraphQLObjectType, field);
  }
  return schema;
}

/** TypeGraphQL wants one as soon as there is a subscription, also where each brings its own events. */
const NONE: NonNullable<BuildSchemaOptions['pubSub']> = {
  publish: () => refusePubSub(),
  subscribe: () => refusePubSub(),
};

function refusePubSub(): never {
  throw new Error('a subscription has to say where its events come from: its option `subscribe`');
}

function callDirectly(type: GraphQLObjectType, handler: Handler): void {
  if (isWrapped(handler)) return;
  const params = [...handler.params!].sort((one, other) => one.index - other.index);
  const reads = params.map(readOf);
  if (reads.some((read) => read === null)) return;
  const { methodName, target } = handler;
  const instance = instanceOf(target as new () => Record<string, Method>);
  const field = type.getFields()[handler.schemaName]!;
  const direct = resolverOf(instance, methodName, reads as Read[]);
  field.resolve = unlessGiven(params.flatMap(inputsAmong), direct, field.resolve as Resolver);
}

/**
 * Arguments with an input in them are left to TypeGraphQL, which makes instances of its classes. Most lists take a filter, and are
 * asked for without one.
 */
function unlessGiven(inputs: readonly string[], direct: Resolver, otherwise: Resolver): Resolver {
  if (inputs.length === 0) return direct;
  return (source, args, context, info) => {
    const isGiven = inputs.some((name) => args[name] != null);
    return (isGiven ? otherwise : direct)(source, args, context, info);
  };
}

function inputsAmong(param: Param): readonly string[] {
  if (param.kind !== 'args') return [];
  const fields = fieldsOf(getMetadataStorage().argumentTypes, param.getType());
  return fields.filter(isOfInput).map(({ schemaName }) => schemaName);
}

/** How a parameter is read from what a resolver is called with; null where TypeGraphQL has more to do for it. */
function readOf(param: Param): Read | null {
  switch (param.kind) {
    case 'root':
      if (param.propertyName !== undefined || hasBehaviour(param.getType?.())) return null;
      return (source) => source;
    case 'context':
      return param.propertyName === undefined ? (_source, _args, context) => context : null;
    case 'arg':
      if (isValidatedItsOwnWay(param)) return null;
      return isInput(param.getType()) ? readInputOf(param) : (_source, args) => args[param.name];
    case 'args':
      return isValidatedItsOwnWay(param) || needsItsClass(param.getType()) ? null : (_source, args) => args;
    default:
      return null;
  }
}

function isValidatedItsOwnWay({ validateSettings, validateFn }: Extract<Param, { validateFn: unknown }>) {
  return validateSettings !== undefined || validateFn !== undefined;
}

/** An input whose fields are plain values: an instance of its class, which the rules on it are checked by. */
function readInputOf({ name, getType, typeOptions }: ArgParam): Read | null {
  const type = getType() as new () => object;
  const fields = fieldsOf(getMetadataStorage().inputTypes, type);
  if (typeOptions.array === true || fields.some(isOfInput) || fields.some(isRenamed)) return null;
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

/** Whether a class of arguments does more than name them, or it or one that it extends has a rule. */
function needsItsClass(type: unknown): boolean {
  const rules = validationStorage().getTargetValidationMetadatas(type as () => void, '', false, false);
  const fields = fieldsOf(getMetadataStorage().argumentTypes, type);
  return rules.length > 0 || hasBehaviour(type) || fields.some(isRenamed);
}

type Field = Storage['fields'][number];

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
