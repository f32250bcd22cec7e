import {
  getNamedType,
  getNullableType,
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLInputType,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { selectionOf } from './selection-of';

/** A root field of the schema, as `Query.contract`. */
export interface RootField {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
}

export function rootFieldsOf(schema: GraphQLSchema): RootField[] {
  const queries = Object.values(schema.getQueryType()!.getFields());
  const mutations = Object.values(schema.getMutationType()!.getFields());
  return [
    ...queries.map((field) => ({ name: `Query.${field.name}`, kind: 'query' as const, field })),
    ...mutations.map((field) => ({ name: `Mutation.${field.name}`, kind: 'mutation' as const, field })),
  ];
}

type Input = GraphQLArgument | GraphQLInputField;

/** The value of an argument or an input field by its name; undefined leaves it to its type, or out where it may be. */
export type Fill = (name: string) => string | undefined;

/**
 * A document that calls the field with sound values for all that must be given, for all that `fill` knows, and for the
 * optional argument or input field of the name `optional`. All fields are selected that need no argument, `depth` levels deep.
 */
export function soundDocument(
  { kind, field }: RootField,
  fill: Fill = () => undefined,
  optional: string | null = null,
  depth = 3,
): string {
  const give = { fill, optional };
  const args = field.args.flatMap((arg) => argumentText(arg, isRequiredArgument(arg), give));
  const call = args.length === 0 ? field.name : `${field.name}(${args.join(', ')})`;
  return `${kind} { ${call} ${selectionOf(field.type, depth)} }`;
}

/** Names of all arguments and input fields of type ID, however deep. */
export function idsTakenBy({ field }: RootField): string[] {
  return field.args.flatMap(idsIn);
}

/** Names of those of them without which there is no sound document. */
export function idsNeededBy({ field }: RootField): string[] {
  const needed = (input: Input, isRequired: boolean): string[] => {
    if (!isRequired) return [];
    const named = getNamedType(input.type);
    if (named.name === 'ID') return [input.name];
    const inner = isInputObjectType(named) ? Object.values(named.getFields()) : [];
    return inner.flatMap((each) => needed(each, isRequiredInputField(each)));
  };
  return field.args.flatMap((arg) => needed(arg, isRequiredArgument(arg)));
}

/** Every optional argument and input field, however deep, that is no id: its name and its type. */
export function optionalsOf({ field }: RootField): { readonly name: string; readonly type: string }[] {
  const all = field.args.flatMap((arg) => [
    ...(isRequiredArgument(arg) ? [] : [arg]),
    ...inputsIn(arg).filter((input) => !isRequiredInputField(input)),
  ]);
  return all
    .map(({ name, type }) => ({ name, type: getNamedType(type).name }))
    .filter(({ type }) => type !== 'ID');
}

function inputsIn({ type }: Input): GraphQLInputField[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => [field, ...inputsIn(field)]);
}

interface Give {
  readonly fill: Fill;
  readonly optional: string | null;
}

function idsIn({ name, type }: Input): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [name];
  return isInputObjectType(named) ? Object.values(named.getFields()).flatMap(idsIn) : [];
}

function argumentText(input: Input, isRequired: boolean, give: Give): string[] {
  const { fill, optional } = give;
  const isAsked =
    isRequired ||
    idsIn(input).some((id) => fill(id) !== undefined) ||
    fill(input.name) !== undefined ||
    [input, ...inputsIn(input)].some(({ name }) => name === optional);
  return isAsked ? [`${input.name}: ${valueOf(input.type, input.name, give)}`] : [];
}

function valueOf(type: GraphQLInputType, name: string, give: Give): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return `[${valueOf(nullable.ofType, name, give)}]`;
  const known = give.fill(name);
  if (known !== undefined) return JSON.stringify(known);
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (!isInputObjectType(nullable)) return SOUND[nullable.toString()]!;
  const fields = Object.values(nullable.getFields());
  return `{ ${fields.flatMap((field) => argumentText(field, isRequiredInputField(field), give)).join(', ')} }`;
}

const SOUND: Readonly<Record<string, string>> = {
  ID: '"any"',
  String: '"any@example.com"',
  Int: '1',
  Boolean: 'true',
  DateTime: '"2026-06-10T10:00:00Z"',
  LocalDate: '"2026-06-10"',
  Decimal: '"1.00"',
};
