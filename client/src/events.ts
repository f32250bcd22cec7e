/** What a webhook is told apart by: its headers as the receiver got them, by names in small letters. */
export type EventHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How old, or how far ahead, an event may be: what is older could be a copy that somebody sends again. */
const TOLERANCE_SECONDS = 300;

/**
 * The event in the body of a webhook, which is the very text that was received. Throws where it was not signed with `secret` (`whsec_…`)
 * by the Standard Webhooks specification, or is more than 5 minutes old.
 */
export async function verifyEvent<Event = unknown>(
  body: string,
  headers: EventHeaders,
  secret: string,
  now: Date = new Date(),
): Promise<Event> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    header(headers, `webhook-${name}`),
  ) as [string, string, string];
  const age = now.getTime() / 1_000 - Number(timestamp);
  if (!/^\d+$/.test(timestamp) || Math.abs(age) > TOLERANCE_SECONDS)
    throw new Error('The event is older than 5 minutes, or ahead of its time.');
  const key = await importKey(secret);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures.split(' ')) {
    const [version, value = ''] = signature.split(',');
    if (version !== 'v1') continue;
    const bytes = bytesOf(value);
    if (bytes !== null && (await crypto.subtle.verify('HMAC', key, bytes, signed)))
      return JSON.parse(body) as Event;
  }
  throw new Error('The event was not signed with this secret.');
}

function header(headers: EventHeaders, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string') throw new Error(`The header ${name} is missing.`);
  return value;
}

function importKey(secret: string) {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (bytes === null) throw new Error('The secret is not of the form whsec_….');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
