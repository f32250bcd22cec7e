import { eventsOf, instant, oneOf, orNull } from '../../shared/domain/event-type';

/** What is told of webhook endpoints. */
export const WEBHOOK_EVENTS = {
  'webhook.test': {
    description:
      'Somebody asked for a test event: only the endpoint that it is about gets it, whatever its types.',
    data: {},
  },
  'webhook.disabled': {
    description: 'Nothing is sent to an endpoint any more until somebody enables it again.',
    data: {
      reason: oneOf(
        ['GONE', 'FAILING', 'RESTORED'],
        'GONE: it responded with 410; FAILING: nothing could be delivered for five days; RESTORED: a backup was restored, and this may be a copy.',
      ),
      failingSince: orNull(instant('The first failure since the last success; null: none.')),
    },
  },
} as const;

export const webhookEvent = eventsOf<typeof WEBHOOK_EVENTS>('WebhookEndpoint');
