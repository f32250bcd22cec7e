import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ObjectType('Satellite', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A remote monitoring instance that a contract covers.',
})
export class SatelliteType extends NodeType {
  @Field(() => String, { description: 'Its name; unique among the registered ones of the contract.' })
  name!: string;

  @Field(() => DateTimeScalar, { description: 'From when it is covered.' })
  registeredAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when no longer; null while it is registered, and in the list of an instant, as it was known then.',
  })
  decommissionedAt!: Date | null;
}
