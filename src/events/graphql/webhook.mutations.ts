import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { providerIdOf } from '../../catalog/use-cases/known-provider';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { createWebhookEndpoint } from '../use-cases/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '../use-cases/delete-webhook-endpoint';
import { redeliverEvents } from '../use-cases/redeliver-events';
import { rotateWebhookSecret } from '../use-cases/rotate-webhook-secret';
import { sendTestEvent } from '../use-cases/send-test-event';
import { updateWebhookEndpoint } from '../use-cases/update-webhook-endpoint';
import { EventType } from './event.type';
import {
  CreateWebhookEndpointInput,
  DeleteWebhookEndpointInput,
  RedeliverEventsInput,
  RotateWebhookSecretInput,
  SendTestEventInput,
  UpdateWebhookEndpointInput,
} from './webhook.inputs';
import { endpointSecretPayloadType, WebhookEndpointType } from './webhook.type';

const CreatePayload = endpointSecretPayloadType('createWebhookEndpoint');
const UpdatePayload = payloadType('updateWebhookEndpoint', 'webhookEndpoint', () => WebhookEndpointType);
const DeletePayload = payloadType('deleteWebhookEndpoint', 'webhookEndpoint', () => WebhookEndpointType);
const RotatePayload = endpointSecretPayloadType('rotateWebhookSecret');
const TestPayload = payloadType('sendTestEvent', 'event', () => EventType);
const RedeliverPayload = payloadType('redeliverEvents', 'scheduled', () => Int);

const idOf = ({ endpointId }: { endpointId: string }) =>
  fromGlobalId('WebhookEndpoint', endpointId, 'input', 'endpointId');

@Resolver()
export class WebhookMutations {
  @Mutation(() => CreatePayload, {
    description: 'Makes a webhook endpoint: from now on events are sent to it.',
  })
  async createWebhookEndpoint(
    @Arg('input', { description: 'The new endpoint.' }) input: CreateWebhookEndpointInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { url, types, providerCode } = input;
    const providerId = providerCode == null ? null : await providerIdOf(context.catalog, providerCode);
    return createWebhookEndpoint(context, { url, types, providerId });
  }

  @Mutation(() => UpdatePayload, {
    description:
      'Changes a webhook endpoint, or enables one that was disabled: what has waited is then sent at once.',
  })
  async updateWebhookEndpoint(
    @Arg('input', { description: 'Which endpoint, and what of it.' }) input: UpdateWebhookEndpointInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { url, types, enabled } = input;
    const changes = { url: url ?? undefined, types: types ?? undefined, enabled: enabled ?? undefined };
    return { webhookEndpoint: await updateWebhookEndpoint(context, idOf(input), changes) };
  }

  @Mutation(() => DeletePayload, {
    description: 'Deletes a webhook endpoint. Once this has returned nothing is sent to it any more.',
  })
  async deleteWebhookEndpoint(
    @Arg('input', { description: 'Which endpoint.' }) input: DeleteWebhookEndpointInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return { webhookEndpoint: await deleteWebhookEndpoint(context, idOf(input)) };
  }

  @Mutation(() => RotatePayload, {
    description: 'Gives a webhook endpoint a new secret, and signs with the old one too for a while.',
  })
  async rotateWebhookSecret(
    @Arg('input', { description: 'Which endpoint, and for how long the old secret goes on.' })
    input: RotateWebhookSecretInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return rotateWebhookSecret(context, idOf(input), input.overlapHours ?? 24);
  }

  @Mutation(() => TestPayload, {
    description: 'Sends an event of the type `webhook.test` to this endpoint alone, whatever its types.',
  })
  async sendTestEvent(
    @Arg('input', { description: 'Which endpoint.' }) input: SendTestEventInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return { event: await sendTestEvent(context, idOf(input)) };
  }

  @Mutation(() => RedeliverPayload, {
    description: 'Sends events again, under the ids that they had: after a failure of the receiver, say.',
  })
  async redeliverEvents(
    @Arg('input', { description: 'Which endpoint, and which events.' }) input: RedeliverEventsInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const eventIds = input.eventIds?.map((id) => fromGlobalId('Event', id, 'input', 'eventIds')) ?? null;
    const wanted = { from: input.from ?? null, eventIds };
    return { scheduled: await redeliverEvents(context, idOf(input), wanted) };
  }
}
