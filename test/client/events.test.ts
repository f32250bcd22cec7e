import { randomBytes } from 'node:crypto';
import { verifyEvent } from '@ambit/client/events';
import { signatureHeaders } from '../../src/events/webhooks/sign-webhook';

const SECRET = randomBytes(32);
const NOW = new Date('2026-06-10T10:00:00Z');
const BODY = '{"type":"incident.received"}';
const WHSEC = `whsec_${SECRET.toString('base64')}`;
const headers = signatureHeaders({ id: 'e1', body: BODY }, [randomBytes(32), SECRET], NOW);
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

it('returns the event of a webhook that the server has signed, during a rotation too', async () => {
  expect(await verifyEvent(BODY, headers, WHSEC, later(300))).toEqual({ type: 'incident.received' });
});

it.each([
  ['another body', `${BODY} `, headers, WHSEC, NOW],
  ['another secret', BODY, headers, `whsec_${randomBytes(32).toString('base64')}`, NOW],
  ['another id', BODY, { ...headers, 'webhook-id': 'e2' }, WHSEC, NOW],
  ['another time', BODY, { ...headers, 'webhook-timestamp': String(NOW.getTime() / 1_000 + 1) }, WHSEC, NOW],
  ['a signature that is no base64', BODY, { ...headers, 'webhook-signature': 'v1,%%% v2,x' }, WHSEC, NOW],
  ['an old event', BODY, headers, WHSEC, later(301)],
  ['an event ahead of its time', BODY, headers, WHSEC, later(-301)],
  ['no signature', BODY, { ...headers, 'webhook-signature': undefined }, WHSEC, NOW],
])('refuses %s', async (_what, body, given, secret, now) => {
  await expect(verifyEvent(body, given, secret, now)).rejects.toThrow(/signed|old|missing/);
});
