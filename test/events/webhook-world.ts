import { GraphQLClient } from 'graphql-request';
import { WebhookDelivery } from '../../src/events/webhooks/deliver-webhooks';
import { webhookPoster } from '../../src/events/webhooks/post-webhook';
import { order, OrderedContract } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { freshDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { WebhookReceiver } from '../support/webhook-receiver';

export const ENDPOINT = 'webhookEndpoint { id url types enabled disabledReason provider { code } }';

export interface Endpoint {
  readonly id: string;
  readonly secret: string;
}

/** A server that may call its own machine, what sends its webhooks, and receivers; each test turns the queue itself. */
export class WebhookWorld {
  readonly clock = new TestClock('2026-06-10T10:00:00Z');
  server!: TestServer;
  admin!: GraphQLClient;
  private readonly started: (() => Promise<void>)[] = [];

  async start(database: string): Promise<void> {
    this.server = await startTestServer(this.clock, await freshDatabase(database), {
      WEBHOOK_ALLOW_PRIVATE: 'on',
    });
    this.admin = await this.server.as('ADMIN');
  }

  async stop(): Promise<void> {
    for (const stop of this.started.splice(0).reverse()) await stop();
    await this.server.close();
  }

  async receiver(): Promise<WebhookReceiver> {
    const receiver = await WebhookReceiver.start();
    this.started.push(() => receiver.close());
    return receiver;
  }

  /** One process that sends; not started, so that it looks when it is told to. Without jitter. */
  delivery(): WebhookDelivery {
    const delivery = new WebhookDelivery({
      database: this.server.program,
      clock: this.clock,
      post: webhookPoster(true),
      random: () => 0,
      isPaused: () => false,
      log: { error: (facts, message) => expect([message, facts]).toEqual([]) },
    });
    this.started.push(() => delivery.stop());
    return delivery;
  }

  async endpoint(receiver: WebhookReceiver, input: object = {}, admin = this.admin): Promise<Endpoint> {
    const made = await mutate(
      admin,
      'createWebhookEndpoint',
      { url: receiver.url, ...input },
      `secret ${ENDPOINT}`,
    );
    return { id: made.webhookEndpoint.id, secret: made.secret };
  }

  order(provider = 'it-novum'): Promise<OrderedContract> {
    return order(this.admin, provider, 'premium', { orderReceivedAt: '2026-05-01T10:00:00Z' });
  }

  register(contractId: string, name: string): Promise<unknown> {
    return mutate(this.admin, 'registerSatellite', { contractId, name }, 'satellite { id }');
  }

  after(ms: number): void {
    this.clock.moveTo(new Date(this.clock.now().getTime() + ms));
  }
}

/** Lets a process send until nothing is due any more. */
export async function sendAll(delivery: WebhookDelivery): Promise<void> {
  await delivery.look();
  await delivery.idle();
  // What followed in a chain was taken when the one before it had ended.
  await delivery.look();
  await delivery.idle();
}
