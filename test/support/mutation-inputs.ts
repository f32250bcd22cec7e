import {
  getNamedType,
  GraphQLInputField,
  GraphQLInputObjectType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { apiSchema } from '../../src/graphql/schema';

const mutations = apiSchema().getMutationType()!.getFields();

export const MUTATIONS: readonly string[] = Object.keys(mutations);

/** The fields of a mutation's input. */
export function inputFieldsOf(mutation: string): readonly GraphQLInputField[] {
  const type = getNamedType(mutations[mutation]!.args[0]!.type) as GraphQLInputObjectType;
  return Object.values(type.getFields());
}

/** The way to each text field of a mutation's input, with '0' for an item of a list. */
export function textFieldsOf(mutation: string): readonly (readonly string[])[] {
  return inputFieldsOf(mutation).flatMap((field) => textsBelow(field));
}

function textsBelow(field: GraphQLInputField): readonly (readonly string[])[] {
  const type = getNamedType(field.type);
  const here = isListType(isNonNullType(field.type) ? field.type.ofType : field.type)
    ? [field.name, '0']
    : [field.name];
  if (type.name === 'String') return [here];
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((inner) =>
    textsBelow(inner).map((way) => [...here, ...way]),
  );
}

/** A copy of an input with another value at a place. */
export function withValue(input: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const next = withValue((input as Readonly<Record<string, unknown>> | undefined)?.[step], rest, value);
  if (input === undefined && step === '0') return [next];
  if (!Array.isArray(input)) return { ...(input as object), [step]: next };
  return (input as readonly unknown[]).map((item, index) => (String(index) === step ? next : item));
}
