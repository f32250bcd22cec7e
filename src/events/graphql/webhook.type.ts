import { ClassType, Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { payloadType } from '../../shared/graphql/payload.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ObjectType('WebhookEndpoint', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'An address of yours to which events are sent, by the Standard Webhooks specification: each at least once, under the same id, and those of a contract in their order.',
})
export class WebhookEndpointType extends NodeType {
  @Field(() => String, { description: 'Where events are sent by POST.' })
  url!: string;

  @Field(() => [String], {
    description: 'The types of events that it hears of; `*` alone: every type.',
  })
  types!: string[];

  @Field(() => Boolean, {
    description:
      'Whether events are sent to it. While it is disabled they wait, and are sent once it is enabled.',
  })
  enabled!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was made. It hears of what was recorded after.' })
  createdAt!: Date;
}

@ObjectType('WebhookDelivery', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'One attempt to send an event to a webhook endpoint. Attempts are kept for 30 days.',
})
export class WebhookDeliveryType extends NodeType {
  @Field(() => Int, { description: 'Which attempt it was for this event, from 1 on.' })
  attempt!: number;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  at!: Date;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the response; null: there was none.' })
  status!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What went wrong; null: the event was delivered. Only a response of 200 to 299 is success.',
  })
  error!: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it took until the response began.' })
  durationMs!: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the event is sent again; null: it was delivered, or given up after ten attempts.',
  })
  nextAttemptAt!: Date | null;
}

export const WebhookDeliveryConnectionType = connectionType('WebhookDelivery', () => WebhookDeliveryType);

/** The payload of a mutation that returns an endpoint together with its secret. */
export function endpointSecretPayloadType(mutation: string): ClassType<object> {
  const Payload = payloadType(mutation, 'webhookEndpoint', () => WebhookEndpointType);
  Field(() => String, {
    nullable: true,
    description:
      'What the receiver verifies the signatures with, beginning with `whsec_`. It is shown this once: a retry under the same idempotencyKey returns null. Where it is lost, rotate it.',
  })(Payload.prototype, 'secret');
  return Payload;
}
