import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const PLAIN = /^\d{1,18}(\.\d{1,6})?$/;

/** A number in JSON has lost its last digits before anybody can look at them, so only text is taken. */
function parse(value: unknown): string {
  if (typeof value === 'string' && PLAIN.test(value)) return value;
  const message = 'A Decimal is written as a string of digits with at most one point, such as "150.00".';
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

export const DecimalScalar = new GraphQLScalarType({
  name: 'Decimal',
  description:
    'An exact decimal number, as a string: "150.00". Without exponent and without separators of thousands; in inputs not negative.',
  specifiedByURL: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
  serialize: (value) => value as string,
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
