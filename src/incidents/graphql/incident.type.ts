import { Field, Int, ObjectType } from 'type-graphql';
import { Channel, Impact } from '../../catalog/domain/plan';
import { ChannelEnum, ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { connectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { BugSeverity } from '../domain/incident-life';
import { BugSeverityEnum } from './incident.enums';

@ObjectType('Incident', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'One request for support; it uses one unit of the yearly quota of its contract.',
})
export class IncidentType extends NodeType {
  @Field(() => String, { description: 'The number the contact is told, such as ITN-2026-000123; unique.' })
  reference!: string;

  @Field(() => ChannelEnum, { description: 'How it reached support.' })
  channel!: Channel;

  @Field(() => ImpactEnum, { description: 'The impact that counts: LOW for every test system.' })
  impact!: Impact;

  @Field(() => Boolean, { description: 'Whether it is about a test system.' })
  testSystem!: boolean;

  @Field(() => String, { description: 'Code of the product.' })
  product!: string;

  @Field(() => String, { description: 'Version of the product.' })
  productVersion!: string;

  @Field(() => String, { description: 'What the product runs on, and its version.' })
  platformVersion!: string;

  @Field(() => String, { description: 'What the problem is.' })
  description!: string;

  @Field(() => DateTimeScalar, {
    description: 'When it was received; response time and contract year go by it.',
  })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'By when the first response was promised; stays as it was promised. Null: nothing was promised.',
  })
  responseDueAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When support first responded; null: not yet.',
  })
  firstRespondedAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the first response came in time; null before it, and where nothing was promised.',
  })
  responseMet!: boolean | null;

  @Field(() => Int, { description: 'The line of support that has it: 1, 2 or 3.' })
  supportLine!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn; null: it was not.' })
  voidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The bug behind it, as the bug tracker knows it.' })
  bugReference!: string | null;

  @Field(() => BugSeverityEnum, { nullable: true, description: 'How bad that bug is.' })
  bugSeverity!: BugSeverity | null;
}

@ObjectType('IncidentEvent', { simpleResolvers: true, description: 'One step in the life of an incident.' })
export class IncidentEventType {
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  at!: Date;

  @Field(() => String, {
    description:
      'RECEIVED, FIRST_RESPONSE, ESCALATED, WAITING_FOR_CUSTOMER, RESUMED, RESOLVED, CLOSED, CLOSED_UNANSWERED, VOIDED or BUG_LINKED.',
  })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'What was said with it.' })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the API key that did it; null: it happened by itself.',
  })
  actor!: string | null;
}

export const IncidentConnectionType = connectionType('Incident', () => IncidentType);
