import { Field, Int, ObjectType } from 'type-graphql';
import { Channel, Impact } from '../../catalog/domain/plan';
import { ChannelEnum, ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { estimatedConnectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { FirstResponseKind } from '../domain/first-response';
import { BugSeverity, IncidentEventKind } from '../domain/incident-life';
import { BugSeverityEnum, FirstResponseKindEnum, IncidentEventKindEnum } from './incident.enums';

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

  @Field(() => String, {
    nullable: true,
    description: 'What the problem is; null for keys of role SALES and BILLING.',
  })
  description!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'A figure of the provider: whether the first response, by the first line, solved it, without escalation, question or reopening. Null before it is resolved, and for keys of role CUSTOMER.',
  })
  resolvedOnFirstCall!: boolean | null;

  @Field(() => Boolean, { description: 'Whether it is about a distributed setup.' })
  distributedSetup!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it goes before others: the plan under which it was received has the priority process.',
  })
  priority!: boolean;

  @Field(() => DateTimeScalar, {
    description: 'When it was received; response time and contract year go by it.',
  })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'When it was recorded: later than the receipt where staff entered that afterwards.',
  })
  recordedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'By when the first response was promised; only a corrected impact makes another promise, and `history` keeps the old one. Null: nothing was promised.',
  })
  responseDueAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When support first responded; null: not yet.',
  })
  firstRespondedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When that response was recorded; null: not yet.',
  })
  firstResponseRecordedAt!: Date | null;

  @Field(() => FirstResponseKindEnum, {
    nullable: true,
    description: 'What the first response was; null before it, and where it was not said.',
  })
  firstResponseKind!: FirstResponseKind | null;

  @Field(() => ChannelEnum, {
    nullable: true,
    description: 'The way of the first response, EMAIL or PHONE; null before it, and where it was not said.',
  })
  firstResponseChannel!: Channel | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The address or number that the first response went to, as it was then; null where its way was not said.',
  })
  firstResponseTo!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the first response came in time, by the promise that stood then; null before it, and where nothing was promised.',
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

  @Field(() => DateTimeScalar, {
    description: 'When it was recorded: later where staff entered it afterwards.',
  })
  recordedAt!: Date;

  @Field(() => IncidentEventKindEnum, { description: 'What happened.' })
  kind!: IncidentEventKind;

  @Field(() => String, {
    nullable: true,
    description:
      'What was said with it; null where nothing was, or your role does not see it, as customers do not what is internal.',
  })
  note!: string | null;

  @Field(() => Boolean, { description: 'Whether what was said with it is for staff alone.' })
  internal!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The promise of a first response that it made; null: it made none.',
  })
  responseDueAt!: Date | null;

  @Field(() => String, {
    description:
      'Name of the person or API key that did it; for customers "support" where it is one of staff. "system": it happened by itself.',
  })
  actor!: string;
}

export const IncidentConnectionType = estimatedConnectionType('Incident', () => IncidentType);
