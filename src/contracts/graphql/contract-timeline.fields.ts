import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { LocalDate } from '../../shared/domain/local-date';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { ContractIdentity } from '../domain/contract-state';
import { TimelineEvent } from '../domain/timeline';
import { checkTimelinePeriod, readTimeline } from '../use-cases/read-timeline';
import { ContractType } from './contract.type';
import { TimelineEventType } from './timeline-event.type';

@Resolver(() => ContractType)
export class ContractTimelineFields {
  @ChecksArguments(checkTimelinePeriod)
  @FieldResolver(() => [TimelineEventType], { description: 'Its life, past and coming, in order.' })
  timeline(
    @Root() contract: ContractIdentity,
    @Arg('from', () => LocalDateScalar, {
      nullable: true,
      description: 'The first day to tell of; the day of the order where left out.',
    })
    from: LocalDate | null,
    @Arg('to', () => LocalDateScalar, {
      nullable: true,
      description: 'The first day not to tell of; where left out, after the end, or two years ahead.',
    })
    to: LocalDate | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly TimelineEvent[]> {
    return readTimeline(context, contract, from ?? null, to ?? null);
  }
}
