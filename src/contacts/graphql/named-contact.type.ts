import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ObjectType('NamedContact', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A person who may submit support requests under one contract.',
})
export class NamedContactType extends NodeType {
  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => String, { description: 'Email address.' })
  email!: string;

  @Field(() => String, { description: 'Phone number.' })
  phone!: string;

  @Field(() => DateTimeScalar, { description: 'From when the person may submit requests.' })
  since!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when no longer; null while a current contact, and in the list of an instant, as it was known then.',
  })
  until!: Date | null;
}
