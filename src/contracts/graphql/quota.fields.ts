import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Quota, remainingOf } from '../domain/quota';
import { QuotaType } from './contract-snapshot.type';

@Resolver(() => QuotaType)
export class QuotaFields {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many are left, never below 0; null: unlimited.',
  })
  remaining(@Root() quota: Quota): number | null {
    return remainingOf(quota);
  }

  @FieldResolver(() => Boolean, { description: 'Whether there is no limit.' })
  unlimited(@Root() quota: Quota): boolean {
    return quota.limit === null;
  }
}
