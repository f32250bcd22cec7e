import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../shared/graphql/connection.type';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { EVERY_TYPE } from '../domain/webhook-endpoint';

@InputType('CreateWebhookEndpointInput', { description: 'A new webhook endpoint.' })
export class CreateWebhookEndpointInput extends IdempotentInput {
  @Field(() => String, {
    description:
      'Where events are to be sent: https, outside the network of the server, up to 2,000 characters.',
  })
  url!: string;

  @Field(() => [String], {
    defaultValue: [EVERY_TYPE],
    description:
      'The types that it is to hear of, such as `incident.received`; docs/events.md lists every type. `*` alone: every type, also those to come.',
  })
  types!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the provider of whose contracts it hears. Left out: all providers, or, where your own key is bound to one, that one.',
  })
  providerCode?: string | null;
}

@InputType('UpdateWebhookEndpointInput', {
  description: 'What of a webhook endpoint is changed; what is left out stays.',
})
export class UpdateWebhookEndpointInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the WebhookEndpoint.' })
  endpointId!: string;

  @Field(() => String, { nullable: true, description: 'Where events are to be sent from now on.' })
  url?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The types that it is to hear of from now on, or `*` alone.',
  })
  types?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False: events wait from now on. True: they are sent, those that have waited first.',
  })
  enabled?: boolean | null;
}

@InputType('DeleteWebhookEndpointInput', { description: 'A webhook endpoint that gets nothing more.' })
export class DeleteWebhookEndpointInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the WebhookEndpoint.' })
  endpointId!: string;
}

@InputType('RotateWebhookSecretInput', { description: 'A webhook endpoint that gets a new secret.' })
export class RotateWebhookSecretInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the WebhookEndpoint.' })
  endpointId!: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 24,
    description:
      'For how many hours deliveries are signed with the old secret too, 0 to 72; 0 where it has leaked. Secrets of earlier rotations end by then too.',
  })
  overlapHours!: number | null;
}

@InputType('SendTestEventInput', { description: 'A webhook endpoint that is to get a test event.' })
export class SendTestEventInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the WebhookEndpoint.' })
  endpointId!: string;
}

@InputType('RedeliverEventsInput', {
  description: 'Events that a webhook endpoint is to get again: either `from` or `eventIds`.',
})
export class RedeliverEventsInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the WebhookEndpoint.' })
  endpointId!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'All of its types that were recorded since, at most 10,000.',
  })
  from?: Date | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of Events, whatever their types.' })
  eventIds?: string[] | null;
}

@ArgsType()
export class DeliveriesArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: only attempts that failed.',
  })
  failedOnly?: boolean | null;
}
