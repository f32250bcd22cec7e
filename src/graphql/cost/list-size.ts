import {
  ArgumentNode,
  FieldNode,
  GraphQLField,
  GraphQLNamedType,
  Kind,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql';
import { PAGE_DEFAULT, PAGE_LIMIT } from '../../shared/domain/page';
import { Count, Variables } from './count';
import { boundOf, idsArgumentOf, isListOfThings, pageLimitOf } from './list-bounds';

type Definitions = readonly VariableDefinitionNode[] | undefined;
type Field = GraphQLField<unknown, unknown>;

/** How many things a field that returns a connection puts into its page. */
export function pageSizeOf(
  type: GraphQLNamedType,
  field: Field,
  node: FieldNode,
  definitions: Definitions,
): Count {
  const limit = pageLimitOf(type, field);
  const given = ['first', 'last'].flatMap((name) => argumentOf(node, name) ?? []);
  const values = given.map(({ value }) => readerOf(value, definitions));
  const size = (variables: Variables) => {
    const sizes = values.map((read) => read(variables)).filter((value) => typeof value === 'number');
    // A page that is too large is refused by its name, so more than the limit is never read.
    return sizes.length === 0 ? PAGE_DEFAULT : Math.min(Math.max(0, ...sizes), limit);
  };
  return given.some(({ value }) => value.kind === Kind.VARIABLE) ? size : size({});
}

/** How many things a field without a connection counts; null for a field that returns one thing. */
export function listSizeOf(
  type: GraphQLNamedType,
  field: Field,
  node: FieldNode,
  definitions: Definitions,
): Count | null {
  if (!isListOfThings(field)) return null;
  const idsArgument = idsArgumentOf(type, field);
  if (idsArgument === null) return boundOf(type, field) ?? PAGE_LIMIT;
  const value = argumentOf(node, idsArgument)?.value;
  if (value === undefined) return 0;
  const read = readerOf(value, definitions);
  const size = (variables: Variables) => Math.min(lengthOf(read(variables)), PAGE_LIMIT);
  return value.kind === Kind.VARIABLE ? size : size({});
}

/** A value that is no list stands for a list of one, as everywhere in GraphQL. */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value == null ? 0 : 1;
}

function argumentOf(node: FieldNode, name: string): ArgumentNode | undefined {
  return node.arguments?.find((argument) => argument.name.value === name);
}

/** Reads a value of the document: numbers as such, lists by their length, whatever else as null or as one thing. */
function readerOf(value: ValueNode, definitions: Definitions): (variables: Variables) => unknown {
  if (value.kind !== Kind.VARIABLE) {
    const literal = literalOf(value);
    return () => literal;
  }
  const name = value.name.value;
  const definition = definitions?.find(({ variable }) => variable.name.value === name);
  const otherwise = definition?.defaultValue && literalOf(definition.defaultValue);
  return (variables) => (Object.hasOwn(variables, name) ? variables[name] : otherwise);
}

function literalOf(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values;
  return value.kind === Kind.NULL ? null : value;
}
