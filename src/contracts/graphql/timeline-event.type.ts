import { Field, ObjectType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { TimelineEventKind } from '../domain/timeline';
import { TimelineEventKindEnum } from './contract.enums';

@ObjectType('TimelineEvent', { simpleResolvers: true, description: 'Something in the life of a contract.' })
export class TimelineEventType {
  @Field(() => LocalDateScalar, { description: 'Its day, in the provider’s time zone.' })
  on!: LocalDate;

  @Field(() => TimelineEventKindEnum, { description: 'What it is.' })
  kind!: TimelineEventKind;

  @Field(() => String, { description: 'What happens, in plain English with the numbers.' })
  title!: string;

  @Field(() => Boolean, { description: 'Whether it lies after today.' })
  coming!: boolean;
}
