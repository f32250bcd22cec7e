import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A delivery as it came. */
export interface Received {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: {
    readonly id: string;
    readonly type: string;
    readonly contractId: string | null;
    readonly subject: { readonly type: string; readonly id: string };
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** What a receiver does with a delivery; returns the status, or responds itself. */
export type Respond = (
  received: Received,
  response: ServerResponse,
) => number | void | Promise<number | void>;

/** A receiver of webhooks on this machine. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  respond: Respond = () => 204;
  private readonly server = createServer((request, response) => void this.take(request, response));

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((done) => receiver.server.listen(0, '127.0.0.1', done));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  get types(): string[] {
    return this.received.map(({ body }) => body.type);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const headers = request.headers as Record<string, string>;
    const received = {
      id: headers['webhook-id']!,
      headers,
      text,
      body: JSON.parse(text) as Received['body'],
    };
    this.received.push(received);
    const status = await this.respond(received, response);
    if (typeof status === 'number') response.writeHead(status).end();
  }
}

/** Verifies a delivery by the library of the specification, at the time of the clock that it was signed by. Throws where it is forged. */
export function verified(secret: string, { text, headers }: Received, now: Date): unknown {
  const real = Date.now;
  Date.now = () => now.getTime();
  try {
    return new Webhook(secret).verify(text, headers);
  } finally {
    Date.now = real;
  }
}
