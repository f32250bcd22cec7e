import { ID, InterfaceType, Field } from 'type-graphql';

@InterfaceType('Node', {
  description: 'A thing with an id of its own, which `node` and `nodes` find again.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class NodeType {
  @Field(() => ID, {
    description: 'Opaque and globally unique; made for `node`, for arguments and for caches.',
  })
  id!: string;
}
