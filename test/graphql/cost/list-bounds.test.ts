import { buildSchema } from 'graphql';
import { listsWithoutBound } from '../../../src/graphql/cost/list-bounds';
import { apiSchema } from '../../../src/graphql/schema';

it('every list of the schema has pages, ids or a stated bound', () => {
  expect(listsWithoutBound(apiSchema())).toEqual([]);
});

it('names a new list without a bound, in a connection and in an interface too', () => {
  const schema = buildSchema(`
    type PageInfo { endCursor: String }
    type Thing implements Many { parts: [Thing!]! names: [String!]! userErrors: [Thing!]! }
    interface Many { parts: [Thing!]! }
    type ThingConnection { nodes: [Thing!]! edges: [Thing!]! pageInfo: PageInfo! sums: [Thing] }
    type Query { things(first: Int): ThingConnection! nodes(ids: [ID!]!): [Thing]! }
  `);
  expect(listsWithoutBound(schema).sort()).toEqual(['Many.parts', 'Thing.parts', 'ThingConnection.sums']);
});
