import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Line } from '../../shared/graphql/text';
import { ClosedExport } from '../persistence/closed-exports';

@ObjectType('BillingMonth', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A month of billing. Once it is closed its export stays as it is; what is recorded later counts in the open month.',
})
export class BillingMonthType extends NodeType {
  @Field(() => String, { description: 'Such as "2026-10".' })
  month!: string;

  @Field(() => String, { description: 'On whose clock it begins and ends, such as "Europe/Berlin".' })
  timeZone!: string;

  @Field(() => DateTimeScalar, { description: 'Its first instant: `from` of consultingUsage.' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'The first instant that no longer belongs to it: `to` of consultingUsage.',
  })
  endsAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null while it is open.' })
  closedAt!: Date | null;

  @Field(() => Int, {
    description: 'How many rows its export has; of the open month, so far.',
  })
  rows!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of its CSV file, in hexadecimal; null while it is open, and for a key that is bound to a provider.',
  })
  sha256!: string | null;

  closed!: ClosedExport | null;
}

@InputType('CloseBillingMonthInput', { description: 'Which month of billing to close.' })
export class CloseBillingMonthInput extends IdempotentInput {
  @Field(() => String, {
    description:
      'Such as "2026-10": it is over, and every month before it since the last closed one is closed.',
  })
  @Line(7)
  month!: string;
}
