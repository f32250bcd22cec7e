import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { Refusal } from '../../shared/domain/refusal';
import { DateTimeScalar, LocalDateScalar } from '../../shared/graphql/scalars';
import { UserErrorType } from '../../shared/graphql/user-error.type';
import { NoticeConsequence, NoticeConsequenceKind } from '../domain/notice-consequences';

const KINDS: Record<NoticeConsequenceKind, string> = {
  APPOINTMENT_CANCELLED: 'A booked appointment at or after the end: it is cancelled with the notice.',
  DELIVERED_AFTER_END: 'Consulting that was delivered at or after the end.',
  INCIDENT_AFTER_END: 'A support request that was received at or after the end.',
  PLAN_CHANGE_MOOT: 'A change of plan at or after the end: it is never in force.',
};
const KindEnum = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, kind]));

registerEnumType(KindEnum, {
  name: 'NoticeConsequenceKind',
  description: 'What a notice brings with it.',
  valuesConfig: Object.fromEntries(
    Object.entries(KINDS).map(([kind, description]) => [kind, { description }]),
  ),
});

@ObjectType('NoticeConsequence', {
  simpleResolvers: true,
  description: 'Something that lies at or after the end that a notice would bring.',
})
export class NoticeConsequenceType {
  @Field(() => KindEnum, { description: 'What it is.' })
  kind!: NoticeConsequenceKind;

  @Field(() => DateTimeScalar, {
    description: 'When the appointment begins, it was delivered or received, or the change was to count.',
  })
  at!: Date;

  @Field(() => String, { description: 'What becomes of it, in plain English with the dates.' })
  explanation!: string;
}

@ObjectType('NoticePreview', { simpleResolvers: true, description: 'What a notice would do, and why.' })
export class NoticePreviewType {
  @Field(() => Boolean, { description: 'Whether `giveNotice` would record it without `acceptConsequences`.' })
  allowed!: boolean;

  @Field(() => [UserErrorType], {
    description:
      'Every reason against it, as `giveNotice` would return it; one NOTICE_HAS_CONSEQUENCES for each thing that was already used after the end.',
  })
  userErrors!: readonly Refusal[];

  @Field(() => LocalDateScalar, {
    description:
      'The first day on which the contract would be over: the earlier one where notice was given before; of a contract that is over, the day on which it ended.',
  })
  endsOn!: LocalDate;

  @Field(() => Boolean, {
    description: 'Whether it would be received by the deadline; false for a contract that is over.',
  })
  inTime!: boolean;

  @Field(() => LocalDateScalar, {
    description:
      'The last day for notice that ends the term which runs on the day of receipt; of a contract that is over, its last term.',
  })
  deadline!: LocalDate;

  @Field(() => String, { description: 'How the end comes about, with every date, in plain English.' })
  explanation!: string;

  @Field(() => [NoticeConsequenceType], {
    description: 'Everything that lies at or after the end and would be cut off by it, in order of time.',
  })
  consequences!: readonly NoticeConsequence[];
}
