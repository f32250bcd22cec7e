import { GraphQLError, GraphQLScalarType } from 'graphql';

function refuse(): never {
  throw new GraphQLError('JSON is returned, never taken.', { extensions: { code: 'BAD_USER_INPUT' } });
}

export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'An object of JSON, as the place that has it describes. Only returned, never taken.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc8259',
  serialize: (value) => value,
  parseValue: refuse,
  parseLiteral: refuse,
});
