import { getOperationAST, parse } from 'graphql';
import { mayBeLate, MAY_BE_LATE } from '../../src/graphql/late-reads';
import { apiSchema } from '../../src/graphql/schema';

it.each([
  ['{ contracts(first: 1) { totalCount } again: events(first: 1) { totalCount } }', true],
  ['{ contracts(first: 1) { totalCount } contract(number: "1") { id } }', false],
  ['{ canOpenIncident(contractId: "1") { __typename } }', false],
  ['{ ... on Query { contracts(first: 1) { totalCount } } }', false],
  ['mutation { contracts }', false],
])('%s: may be late is %s', (source, expected) => {
  expect(mayBeLate(getOperationAST(parse(source))!)).toBe(expected);
});

it('each of them is a query of the schema', () => {
  const queries = Object.keys(apiSchema().getQueryType()!.getFields());
  expect([...MAY_BE_LATE].filter((name) => !queries.includes(name))).toEqual([]);
});
