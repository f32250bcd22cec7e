import { readFileSync } from 'node:fs';
import {
  GraphQLNamedType,
  GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
} from 'graphql';
import { apiSchema } from '../../src/graphql/schema';

const schema = apiSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

interface Described {
  readonly place: string;
  readonly description?: string | null;
}

function partsOf(type: GraphQLNamedType): Described[] {
  const within = (part: { name: string; description?: string | null }, above: string): Described => ({
    place: `${above}.${part.name}`,
    description: part.description,
  });
  if (isEnumType(type)) return type.getValues().map((value) => within(value, type.name));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => within(field, type.name));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    within(field, type.name),
    ...field.args.map((arg) => within(arg, `${type.name}.${field.name}`)),
  ]);
}

const isSentence = (text: string) => /^[A-Z“"`(0-9].*[.?)”]$/s.test(text);

it('the schema breaks no rule of GraphQL', () => {
  expect(validateSchema(schema)).toEqual([]);
});

it('schema.graphql is what the code says', () => {
  const emitted = `${printSchema(lexicographicSortSchema(schema))}\n`;
  expect(readFileSync('schema.graphql', 'utf8') === emitted || 'schema.graphql is old: npm run schema').toBe(
    true,
  );
});

it('every type, field, argument, input field and enum value tells a frontend developer what it is', () => {
  const all: Described[] = [
    ...types.map((type) => ({ place: type.name, description: type.description })),
    ...types.flatMap(partsOf),
  ];
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(({ description }) => !isSentence(description ?? '')).map(({ place }) => place)).toEqual(
    [],
  );
});

it('every type with an id is a Node', () => {
  const withId = types.filter((type) => isObjectType(type) && type.getFields()['id']) as GraphQLObjectType[];
  expect(withId.length).toBeGreaterThan(10);
  expect(withId.filter((type) => !type.getInterfaces().some(({ name }) => name === 'Node'))).toEqual([]);
});

it('every scalar says where its form is specified', () => {
  const scalars = types.filter(isScalarType);
  expect(scalars.length).toBeGreaterThan(3);
  expect(scalars.filter(({ specifiedByURL }) => !specifiedByURL?.startsWith('https://'))).toEqual([]);
});

it('every mutation takes one input and answers a payload with userErrors', () => {
  for (const mutation of Object.values(schema.getMutationType()!.getFields())) {
    const name = mutation.name[0]!.toUpperCase() + mutation.name.slice(1);
    expect(mutation.args.map((arg) => `${arg.name}: ${arg.type.toString()}`)).toEqual([
      `input: ${name}Input!`,
    ]);
    expect(mutation.type.toString()).toBe(`${name}Payload!`);
    expect(printSchema(schema)).toContain(`type ${name}Payload {`);
  }
});
