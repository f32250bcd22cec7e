import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../../shared/graphql/node.type';
import { ProviderTextType, SupportAddressType } from './provider-facts.type';

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

  @Field(() => SupportAddressType, {
    nullable: true,
    description:
      'Where support is reached: page, email, telephone; null where the catalog names none of them.',
  })
  support!: SupportAddressType | null;

  @Field(() => [ProviderTextType], {
    description:
      'What people have to know and no rule reads: obligations, how to submit, support against consulting.',
  })
  texts!: readonly ProviderTextType[];
}
