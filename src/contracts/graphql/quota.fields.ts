import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Quota, remainingOf } from '../domain/quota';
import { QuotaType } from './contract-snapshot.type';

@Resolver(() => QuotaType)
export class QuotaFields {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many are left, never below 0, and 0 once the contract is over; null: unlimited. A smaller plan to come bounds what is in use until it is given back.',
  })
  remaining(@Root() quota: Quota): number | null {
    return remainingOf(quota);
  }

  @FieldResolver(() => Boolean, { description: 'Whether any number is left.' })
  unlimited(@Root() quota: Quota): boolean {
    return remainingOf(quota) === null;
  }
}
