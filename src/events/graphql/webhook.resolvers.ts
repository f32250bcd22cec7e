import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ProviderType } from '../../catalog/graphql/provider.type';
import { RequestContext } from '../../catalog/request-context';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { Connection, connectionOf } from '../../shared/graphql/connection.type';
import { DisabledReason } from '../domain/webhook-endpoint';
import { eventsById, RecordedEvent } from '../persistence/events';
import { deliveriesOfEndpoints, deliveriesSlice, WebhookDelivery } from '../persistence/webhook-deliveries';
import { WebhookEndpoint, webhookEndpoints } from '../persistence/webhook-endpoints';
import { EventType } from './event.type';
import { DeliveriesArgs } from './webhook.inputs';
import { WebhookDeliveryConnectionType, WebhookDeliveryType, WebhookEndpointType } from './webhook.type';

const WHY: Readonly<Record<DisabledReason, string>> = {
  BY_HAND: 'Somebody disabled it.',
  GONE: 'It responded with 410 Gone.',
  FAILING: 'Nothing could be delivered for five days.',
  RESTORED: 'A backup was restored; enable it where this is no copy.',
};

@Resolver(() => WebhookEndpointType)
export class WebhookEndpointResolvers {
  @Query(() => [WebhookEndpointType], {
    nullable: true,
    description:
      'Webhook endpoints in the order in which they were made. A key that is bound to a provider sees those of its provider.',
  })
  webhookEndpoints(@Ctx() context: RequestContext): Promise<WebhookEndpoint[]> {
    return webhookEndpoints(context);
  }

  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: 'The provider of whose contracts it hears; null: of all.',
  })
  provider(
    @Root() { providerId }: WebhookEndpoint,
    @Ctx() { catalog }: RequestContext,
  ): Promise<object> | null {
    return providerId === null ? null : catalog.provider(providerId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why nothing is sent to it; null where it is enabled.',
  })
  disabledReason(@Root() { disabledReason }: WebhookEndpoint): string | null {
    return disabledReason === null ? null : WHY[disabledReason];
  }

  @ChecksArguments(deliveriesSlice)
  @FieldResolver(() => WebhookDeliveryConnectionType, {
    description: 'What was sent to it in the last 30 days, each attempt, the newest first.',
  })
  async deliveries(
    @Root() { id: endpointId }: WebhookEndpoint,
    @Args(() => DeliveriesArgs) { failedOnly, ...request }: DeliveriesArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<WebhookDelivery>> {
    const page = { endpointId, failedOnly: failedOnly ?? false, request };
    return connectionOf(await context.load(deliveriesOfEndpoints, page));
  }
}

@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryFields {
  @FieldResolver(() => EventType, { description: 'What was sent.' })
  event(
    @Root() { position }: WebhookDelivery,
    @Ctx() context: RequestContext,
  ): Promise<RecordedEvent | null> {
    return context.load(eventsById, position);
  }
}
