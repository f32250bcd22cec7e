import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Line, Text } from '../../shared/graphql/text';
import { BugSeverity } from '../domain/incident-life';
import { BugSeverityEnum } from './incident.enums';

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
}

@InputType('LinkBugInput', { description: 'The bug behind an incident.' })
export class LinkBugInput extends OneIncidentInput {
  @Field(() => String, { description: 'The bug as the bug tracker knows it, up to 100 characters.' })
  @Line(100)
  reference!: string;

  @Field(() => BugSeverityEnum, { description: 'How bad the bug is.' })
  severity!: BugSeverity;
}
