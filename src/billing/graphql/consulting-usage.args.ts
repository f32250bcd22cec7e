import { ArgsType, Field, ID, Int } from 'type-graphql';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ArgsType()
export class ConsultingUsageArgs {
  @Field(() => DateTimeScalar, { description: 'The first instant of the period.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'The first instant that no longer belongs to the period.' })
  to!: Date;

  @Field(() => ID, { nullable: true, description: 'Only of this Customer; of all where left out.' })
  customerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this Contract.' })
  contractId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of contracts with this provider: "it-novum".' })
  providerCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, from 0 to 200; 25 unless told otherwise.' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ones after this cursor. The last one of a walk shows, later on, what has come since.',
  })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, from 0 to 200.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The ones before this cursor.' })
  before?: string | null;
}
