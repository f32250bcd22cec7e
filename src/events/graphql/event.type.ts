import { Field, ObjectType } from 'type-graphql';
import { estimatedConnectionType } from '../../shared/graphql/connection.type';
import { JsonScalar } from '../../shared/graphql/json.scalar';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ObjectType('Event', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Something that happened, written together with the change itself. It never changes.',
})
export class EventType extends NodeType {
  @Field(() => String, {
    description: 'What happened, such as `incident.received`; docs/events.md lists every type.',
  })
  type!: string;

  @Field(() => DateTimeScalar, { description: 'When it happened, which may be before it was recorded.' })
  occurredAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, {
    description: 'Its place in the feed. Give it as `after` to `events`, to go on after it.',
  })
  cursor!: string;

  @Field(() => JsonScalar, {
    description:
      'What the type adds, by the JSON schema of docs/events.md. Nothing that a person wrote, no name and no address: ids lead to those.',
  })
  data!: Readonly<Record<string, unknown>>;
}

export const EventConnectionType = estimatedConnectionType('Event', () => EventType);
