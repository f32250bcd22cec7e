import { ID, InterfaceType, Field } from 'type-graphql';

/** `node` and `nodes` say of what type the thing is that they found. */
export function nodeTypeOf(node: { readonly __typename: string }): string {
  return node.__typename;
}

@InterfaceType('Node', {
  description: 'A thing with an id of its own, which `node` and `nodes` find again.',
  resolveType: nodeTypeOf,
})
export abstract class NodeType {
  @Field(() => ID, {
    description: 'Opaque and globally unique; made for `node`, for arguments and for caches.',
  })
  id!: string;
}
