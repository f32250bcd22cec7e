import { Field, ObjectType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { LocalDateScalar } from '../../shared/graphql/scalars';

@ObjectType('NoticePreview', { simpleResolvers: true, description: 'What a notice would do, and why.' })
export class NoticePreviewType {
  @Field(() => LocalDateScalar, {
    description:
      'The first day on which the contract would be over; the one that stands where notice was given.',
  })
  endsOn!: LocalDate;

  @Field(() => Boolean, { description: 'Whether it would be received by the deadline.' })
  inTime!: boolean;

  @Field(() => LocalDateScalar, {
    description: 'The last day for notice that ends the term which runs on the day of receipt.',
  })
  deadline!: LocalDate;

  @Field(() => String, { description: 'How the end comes about, with every date, in plain English.' })
  explanation!: string;
}
