import { createHmac } from 'node:crypto';

/** What is signed: the id of the event and its body. */
export interface Signed {
  readonly id: string;
  readonly body: string;
}

/**
 * The headers by which a receiver knows who sent a body and when, by the Standard Webhooks specification: a signature for each
 * secret, so that during a rotation the old one and the new one verify it.
 */
export function signatureHeaders(
  { id, body }: Signed,
  secrets: readonly Buffer[],
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const digest = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${digest}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
