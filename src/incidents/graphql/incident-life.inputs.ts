import { IsIn, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Impact } from '../../catalog/domain/plan';
import { ChannelEnum, ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Line, Text } from '../../shared/graphql/text';
import { FirstResponseKind, RESPONSE_CHANNELS, ResponseChannel } from '../domain/first-response';
import { BugSeverity } from '../domain/incident-life';
import { BugSeverityEnum, FirstResponseKindEnum } from './incident.enums';

@InputType()
abstract class OneIncidentInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Incident.' })
  incidentId!: string;
}

@InputType('RecordFirstResponseInput', { description: 'The first response to an incident.' })
export class RecordFirstResponseInput extends OneIncidentInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When support responded; now where left out. Not before the receipt, and at most 5 minutes ahead.',
  })
  respondedAt?: Date | null;

  @Field(() => FirstResponseKindEnum, {
    nullable: true,
    description:
      'What the response was; left out, it cannot count as a resolution on the first call. Kept for good.',
  })
  kind?: FirstResponseKind | null;

  @Field(() => ChannelEnum, {
    nullable: true,
    description:
      'Its way: EMAIL or PHONE. The address or number of the contact at that time is kept with it; neither where left out.',
  })
  @IsOptional()
  @IsIn(RESPONSE_CHANNELS, { message: '$property must be EMAIL or PHONE.' })
  channel?: ResponseChannel | null;

  @Field(() => String, { nullable: true, description: 'What the customer was told, up to 5,000 characters.' })
  @IsOptional()
  @Text(5_000)
  note?: string | null;
}

@InputType('EscalateIncidentInput', { description: 'An incident for the next line of support.' })
export class EscalateIncidentInput extends OneIncidentInput {
  @Field(() => String, { description: 'What the customer is told, up to 5,000 characters.' })
  @Text(5_000)
  note!: string;
}

@InputType('AwaitCustomerInput', { description: 'A question to the customer.' })
export class AwaitCustomerInput extends OneIncidentInput {
  @Field(() => String, { description: 'What the customer is asked, up to 5,000 characters.' })
  @Text(5_000)
  note!: string;
}

@InputType('ResumeIncidentInput', { description: 'An incident that the customer has answered.' })
export class ResumeIncidentInput extends OneIncidentInput {
  @Field(() => String, { nullable: true, description: 'What the customer said, up to 5,000 characters.' })
  @IsOptional()
  @Text(5_000)
  note?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the answer was received; now where left out. Said by staff alone; not before the question, and at most 5 minutes ahead.',
  })
  receivedAt?: Date | null;
}

@InputType('ResolveIncidentInput', { description: 'An incident whose problem is solved.' })
export class ResolveIncidentInput extends OneIncidentInput {
  @Field(() => String, { description: 'How it was solved, up to 5,000 characters.' })
  @Text(5_000)
  note!: string;
}

@InputType('CloseIncidentInput', { description: 'A resolved incident to be closed.' })
export class CloseIncidentInput extends OneIncidentInput {}

@InputType('VoidIncidentInput', { description: 'An incident that was submitted in error, or twice.' })
export class VoidIncidentInput extends OneIncidentInput {
  @Field(() => String, { description: 'Why it is withdrawn, up to 1,000 characters.' })
  @Text(1_000)
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether the reason is for staff alone; the customer sees that it was withdrawn either way.',
  })
  internal!: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the Incident of the same customer that goes on, where this one is its duplicate.',
  })
  duplicateOfId?: string | null;
}

@InputType('ReopenIncidentInput', { description: 'A resolved incident whose problem is back.' })
export class ReopenIncidentInput extends OneIncidentInput {
  @Field(() => String, { description: 'What is back, up to 5,000 characters.' })
  @Text(5_000)
  note!: string;
}

@InputType('AddIncidentNoteInput', { description: 'A note to an incident.' })
export class AddIncidentNoteInput extends OneIncidentInput {
  @Field(() => String, { description: 'The note, up to 5,000 characters.' })
  @Text(5_000)
  note!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the note is for staff alone; customers can write none.',
  })
  internal!: boolean | null;
}

@InputType('CorrectIncidentInput', {
  description: 'What of an incident is otherwise than it was reported; what is left out stays as it is.',
})
export class CorrectIncidentInput extends OneIncidentInput {
  @Field(() => ImpactEnum, {
    nullable: true,
    description: 'How much it hurts; a test system stays LOW whatever is said.',
  })
  impact?: Impact | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is about a test system.' })
  testSystem?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Code of the product.' })
  @IsOptional()
  @Line(100)
  product?: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the product.' })
  @IsOptional()
  @Line(100)
  productVersion?: string | null;

  @Field(() => String, { nullable: true, description: 'What the product runs on, and its version.' })
  @IsOptional()
  @Line(100)
  platformVersion?: string | null;

  @Field(() => String, { description: 'Why it is corrected, up to 1,000 characters; the customer is told.' })
  @Text(1_000)
  reason!: string;
}

@InputType('LinkBugInput', { description: 'The bug behind an incident.' })
export class LinkBugInput extends OneIncidentInput {
  @Field(() => String, { description: 'The bug as the bug tracker knows it, up to 100 characters.' })
  @Line(100)
  reference!: string;

  @Field(() => BugSeverityEnum, { description: 'How bad the bug is.' })
  severity!: BugSeverity;
}
