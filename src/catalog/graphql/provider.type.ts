import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../../shared/graphql/node.type';

@ObjectType('Provider', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A company that sells support.',
})
export class ProviderType extends NodeType {
  @Field(() => String, { description: 'Stable code: it-novum, op5.' })
  code!: string;

  @Field(() => String, { description: 'Name for people.' })
  name!: string;

  @Field(() => String, { description: 'IANA zone of all contract dates, such as Europe/Berlin.' })
  timeZone!: string;
}
