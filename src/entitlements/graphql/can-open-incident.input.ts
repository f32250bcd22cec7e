import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Channel, Impact } from '../../catalog/domain/plan';
import { ChannelEnum, ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { LineUpTo } from '../../shared/graphql/text';

@InputType('CanOpenIncidentInput', {
  description: 'A request that might be made; rules that need what is left out are not checked.',
})
export class CanOpenIncidentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Received when; now where left out. A past instant asks whether staff could enter a request of then: a key of role CUSTOMER is told INVALID_INPUT, as by `openIncident`.',
  })
  at?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Id of the NamedContact who would ask.' })
  contactId?: string | null;

  @Field(() => ChannelEnum, { nullable: true, description: 'How it would reach support.' })
  channel?: Channel | null;

  @Field(() => ImpactEnum, { nullable: true, description: 'How much it would hurt.' })
  impact?: Impact | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it would be about a test system.' })
  testSystem?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it would be about a distributed setup.' })
  distributedSetup?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Code of the product.' })
  @IsOptional()
  @LineUpTo(100)
  product?: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the product.' })
  @IsOptional()
  @LineUpTo(100)
  productVersion?: string | null;
}
