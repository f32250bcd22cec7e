import { ServiceState } from '../http/service-state';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';
import { DeliveryParts, WebhookDelivery } from '../events/webhooks/deliver-webhooks';
import { webhookPoster } from '../events/webhooks/post-webhook';
import { Environment } from './environment';

interface Parts {
  readonly environment: Pick<Environment, 'WEBHOOK_ALLOW_PRIVATE'>;
  /** That of staff who is bound to nothing: endpoints of every provider are sent to. */
  readonly database: Database;
  readonly clock: Clock;
  readonly state: Pick<ServiceState, 'isOutdated'>;
  readonly log: DeliveryParts['log'];
}

/** Sends webhooks from now on. Returns how to stop it. */
export function startWebhooks({ environment, state, ...parts }: Parts): () => Promise<void> {
  const post = webhookPoster(environment.WEBHOOK_ALLOW_PRIVATE === 'on');
  const delivery = new WebhookDelivery({
    ...parts,
    post,
    random: () => Math.random(),
    isPaused: () => state.isOutdated,
  });
  delivery.start();
  return () => delivery.stop();
}
