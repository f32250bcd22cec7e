import { ArgsType, Field } from 'type-graphql';
import { DateTimeScalar } from './scalars';

/** Of the fields that can be read at any moment; `momentOf` checks them. */
@ArgsType()
export class MomentArgsType {
  @Field(() => DateTimeScalar, { nullable: true, description: 'At which instant; now where left out.' })
  at?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'With what had been recorded by when, voids and withdrawals included; not in the future. Left out it is `at`, so that the result never changes, or now where `at` is to come. With the present instant, a past `at` shows the past as it is known today.',
  })
  knownAt?: Date | null;
}
