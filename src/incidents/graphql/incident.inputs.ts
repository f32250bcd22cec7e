import { Field, ID, InputType } from 'type-graphql';
import { Channel, Impact } from '../../catalog/domain/plan';
import { ChannelEnum, ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { LineUpTo, TextUpTo } from '../../shared/graphql/text';

// Texts may be blank here: whether the report is complete is for its rule to say, together with all other reasons.
@InputType('OpenIncidentInput', { description: 'A request for support, and the report it must hold.' })
export class OpenIncidentInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract under which help is asked for.' })
  contractId!: string;

  @Field(() => ID, {
    description:
      'Id of the NamedContact who asks: of the contract, or of a contract that the customer’s partner has with the same provider.',
  })
  contactId!: string;

  @Field(() => ChannelEnum, { description: 'How it reached support.' })
  channel!: Channel;

  @Field(() => ImpactEnum, {
    description: 'How much it hurts; a test system counts as LOW whatever is said.',
  })
  impact!: Impact;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether it is about a test system.',
  })
  testSystem!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether it is about a distributed setup, which some plans do not cover.',
  })
  distributedSetup!: boolean | null;

  @Field(() => String, { description: 'Code of the product, such as openitcockpit-enterprise.' })
  @LineUpTo(100)
  product!: string;

  @Field(() => String, { description: 'Version of the product, such as 4.8.2; must be filled in.' })
  @LineUpTo(100)
  productVersion!: string;

  @Field(() => String, {
    description: 'What the product runs on, and its version, up to 100 characters; must be filled in.',
  })
  @LineUpTo(100)
  platformVersion!: string;

  @Field(() => String, {
    description: 'What the problem is, in detail, up to 20,000 characters; must be filled in.',
  })
  @TextUpTo(20_000)
  description!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was received; now where left out. Said by staff alone, no earlier than the activation of the contract, and at most 5 minutes ahead.',
  })
  receivedAt?: Date | null;
}
