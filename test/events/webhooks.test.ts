import { parseGlobalId, toGlobalId } from '../../src/shared/domain/global-id';
import { mutate } from '../support/mutate';
import { verified } from '../support/webhook-receiver';
import { ENDPOINT, sendAll, WebhookWorld } from './webhook-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const world = new WebhookWorld();
beforeAll(() => world.start('webhooks'));
afterAll(() => world.stop());

interface Delivery {
  readonly event: { readonly id: string; readonly type: string };
  readonly attempt: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly nextAttemptAt: string | null;
}

async function deliveriesOf(id: string, args = ''): Promise<Delivery[]> {
  const text = `query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint {
    deliveries${args} { nodes { event { id type } attempt status error nextAttemptAt } } } } }`;
  const { node } = await world.admin.request<{ node: { deliveries: { nodes: Delivery[] } } }>(text, { id });
  return node.deliveries.nodes;
}

async function stateOf(id: string): Promise<{ enabled: boolean; disabledReason: string | null }> {
  const text = 'query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { enabled disabledReason } } }';
  const { node } = await world.admin.request<{ node: { enabled: boolean; disabledReason: string } }>(text, {
    id,
  });
  return node;
}

it('an endpoint gets what happens after it was made, each once, with a body and a signature that its secret verifies', async () => {
  const receiver = await world.receiver();
  const contract = await world.order();
  const { secret, id } = await world.endpoint(receiver);
  const delivery = world.delivery();
  await world.register(contract.id, 'edge');
  await sendAll(delivery);
  await sendAll(delivery);
  expect(receiver.types).toEqual(['satellite.registered']);
  const [received] = receiver.received;
  const event = verified(secret, received!, world.clock.now()) as typeof received;
  expect(event).toMatchObject({
    id: received!.id,
    type: 'satellite.registered',
    timestamp: '2026-06-10T10:00:00.000Z',
    contractId: contract.id,
    subject: { type: 'Satellite' },
  });
  expect(() =>
    verified('whsec_' + Buffer.alloc(32).toString('base64'), received!, world.clock.now()),
  ).toThrow();
  expect(await deliveriesOf(id)).toEqual([
    {
      event: { id: received!.id, type: 'satellite.registered' },
      attempt: 1,
      status: 204,
      error: null,
      nextAttemptAt: null,
    },
  ]);
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});

it('what failed is sent again by the schedule under the same id, and meanwhile nothing else of its contract, but of others', async () => {
  const receiver = await world.receiver();
  const [one, other] = [await world.order(), await world.order()];
  const { id, secret } = await world.endpoint(receiver, { types: ['satellite.registered'] });
  const delivery = world.delivery();
  receiver.respond = ({ body }) => (body.contractId === one.id ? 500 : 200);
  await world.register(one.id, 'first');
  await world.register(one.id, 'second');
  await world.register(other.id, 'third');
  await sendAll(delivery);
  const contracts = () => receiver.received.map(({ body }) => body.contractId);
  expect(contracts().sort()).toEqual([one.id, other.id].sort());
  for (const wait of [5_000, 5 * MINUTE, 30 * MINUTE]) {
    const before = receiver.received.length;
    world.after(wait - 1_000);
    await sendAll(delivery);
    expect(receiver.received).toHaveLength(before);
    world.after(1_000);
    await sendAll(delivery);
    expect(receiver.received).toHaveLength(before + 1);
    verified(secret, receiver.received.at(-1)!, world.clock.now());
  }
  receiver.respond = () => 200;
  world.after(2 * HOUR);
  await sendAll(delivery);
  const ofOne = receiver.received.filter(({ body }) => body.contractId === one.id).map((each) => each.id);
  expect(new Set(ofOne.slice(0, 5)).size).toBe(1);
  expect(ofOne).toHaveLength(6);
  expect(Number(numberOf(ofOne[5]!))).toBeGreaterThan(Number(numberOf(ofOne[4]!)));
  const failed = await deliveriesOf(id, '(failedOnly: true, first: 2)');
  expect(failed.map(({ attempt, status, error }) => [attempt, status, error])).toEqual([
    [4, 500, 'The response was 500.'],
    [3, 500, 'The response was 500.'],
  ]);
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});

const numberOf = (id: string) => parseGlobalId(id)!.id;

it('a contract goes on after an event that failed ten times', async () => {
  const receiver = await world.receiver();
  const contract = await world.order();
  const { id } = await world.endpoint(receiver, { types: ['satellite.registered'] });
  const delivery = world.delivery();
  let poison: string | null = null;
  receiver.respond = (received) => (received.id === (poison ??= received.id) ? 500 : 200);
  await world.register(contract.id, 'poison');
  await world.register(contract.id, 'sound');
  // Others are delivered meanwhile, so that the endpoint is not taken for dead.
  for (let nth = 0; nth < 10; nth += 1) {
    await world.order().then(({ id: other }) => world.register(other, `other ${nth}`));
    await sendAll(delivery);
    world.after(24 * HOUR);
  }
  const poisoned = receiver.received.filter((each) => each.id === poison);
  expect(poisoned).toHaveLength(10);
  const last = receiver.received.filter(({ body }) => body.contractId === contract.id).at(-1)!;
  expect(last.id).not.toBe(poison);
  expect((await deliveriesOf(id, '(failedOnly: true, first: 1)'))[0]).toMatchObject({
    attempt: 10,
    nextAttemptAt: null,
  });
  expect(await stateOf(id)).toEqual({ enabled: true, disabledReason: null });
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});

it.each([
  ['seconds', () => '90', 90_000],
  ['a date', () => new Date(world.clock.now().getTime() + 600_000).toUTCString(), 600_000],
])(
  'a response of 429 with Retry-After in %s is obeyed by all that the endpoint is to get',
  async (_, retryAfter, ms) => {
    const receiver = await world.receiver();
    const [one, other] = [await world.order(), await world.order()];
    const { id } = await world.endpoint(receiver, { types: ['satellite.registered'] });
    const delivery = world.delivery();
    receiver.respond = (__, response) => void response.writeHead(429, { 'retry-after': retryAfter() }).end();
    await world.register(one.id, 'first');
    await sendAll(delivery);
    receiver.respond = () => 200;
    await world.register(other.id, 'second');
    world.after(ms - 2_000);
    await sendAll(delivery);
    expect(receiver.received).toHaveLength(1);
    world.after(2_000);
    await sendAll(delivery);
    expect(receiver.received).toHaveLength(3);
    await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
  },
);

it('a response of 410 disables an endpoint at once, others are told, and what it missed comes when it is enabled again', async () => {
  const [receiver, watcher] = [await world.receiver(), await world.receiver()];
  const contract = await world.order();
  const gone = await world.endpoint(receiver, { types: ['satellite.registered'] });
  const watching = await world.endpoint(watcher, { types: ['webhook.disabled'] });
  const delivery = world.delivery();
  receiver.respond = () => 410;
  await world.register(contract.id, 'first');
  await sendAll(delivery);
  await sendAll(delivery);
  expect(await stateOf(gone.id)).toEqual({ enabled: false, disabledReason: 'It responded with 410 Gone.' });
  expect(watcher.received.map(({ body }) => [body.type, body.subject.id, body.data['reason']])).toEqual([
    ['webhook.disabled', gone.id, 'GONE'],
  ]);
  await world.register(contract.id, 'second');
  world.after(24 * HOUR);
  await sendAll(delivery);
  expect(receiver.received).toHaveLength(1);
  receiver.respond = () => 200;
  await mutate(world.admin, 'updateWebhookEndpoint', { endpointId: gone.id, enabled: true });
  await sendAll(delivery);
  expect(receiver.received).toHaveLength(3);
  for (const { id } of [gone, watching])
    await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});

it('an endpoint that has failed for five days without one success is disabled, and not a moment earlier', async () => {
  const receiver = await world.receiver();
  const contract = await world.order();
  const { id } = await world.endpoint(receiver, { types: ['satellite.registered'] });
  const delivery = world.delivery();
  receiver.respond = () => 500;
  for (let day = 0; day < 5; day += 1) {
    await world.register(contract.id, `day ${day}`);
    for (let nth = 0; nth < 2; nth += 1) {
      await sendAll(delivery);
      if (day < 4 || nth === 0) world.after(12 * HOUR);
    }
  }
  world.after(12 * HOUR - 1);
  await sendAll(delivery);
  expect(await stateOf(id)).toEqual({ enabled: true, disabledReason: null });
  const other = await world.order();
  world.after(1);
  await world.register(other.id, 'edge');
  await sendAll(delivery);
  expect(await stateOf(id)).toEqual({
    enabled: false,
    disabledReason: 'Nothing could be delivered for five days.',
  });
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});

it('during a rotation deliveries are verified by the old secret and the new one, and after the overlap by the new one alone', async () => {
  const receiver = await world.receiver();
  const contract = await world.order();
  const { id, secret: old } = await world.endpoint(receiver, { types: ['satellite.registered'] });
  const delivery = world.delivery();
  const rotated = await mutate(
    world.admin,
    'rotateWebhookSecret',
    { endpointId: id, overlapHours: 1 },
    'secret',
  );
  const newest = rotated['secret'] as string;
  expect(newest).not.toBe(old);
  await world.register(contract.id, 'in the overlap');
  await sendAll(delivery);
  for (const secret of [old, newest]) verified(secret, receiver.received[0]!, world.clock.now());
  world.after(HOUR);
  await world.register(contract.id, 'after it');
  await sendAll(delivery);
  verified(newest, receiver.received[1]!, world.clock.now());
  expect(() => verified(old, receiver.received[1]!, world.clock.now())).toThrow();
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});

it('a secret is shown once: a retry under the same idempotency key makes nothing and shows none', async () => {
  const receiver = await world.receiver();
  const input = { url: receiver.url, idempotencyKey: 'endpoint-1' };
  const make = () => mutate(world.admin, 'createWebhookEndpoint', input, `secret ${ENDPOINT}`);
  const [first, again] = [await make(), await make()];
  expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(again).toEqual({ ...first, secret: null });
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: first.webhookEndpoint.id });
});

it('a test event goes to its endpoint alone, whatever the types', async () => {
  const [receiver, other] = [await world.receiver(), await world.receiver()];
  const { id } = await world.endpoint(receiver, { types: ['incident.received'] });
  const everything = await world.endpoint(other);
  const delivery = world.delivery();
  const input = { endpointId: id, idempotencyKey: 'test-1' };
  const send = () => mutate(world.admin, 'sendTestEvent', input, 'event { id type subject { id } }');
  const [{ event }, again] = [await send(), await send()];
  expect(event).toMatchObject({ type: 'webhook.test', subject: { id } });
  expect(again.event).toEqual(event);
  await sendAll(delivery);
  expect(receiver.received.map((each) => each.id)).toEqual([event.id]);
  expect(other.received).toEqual([]);
  for (const endpointId of [id, everything.id])
    await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId });
});

it('events are delivered again under the same ids: those since a time, in order, or single ones of any type', async () => {
  const receiver = await world.receiver();
  const contract = await world.order();
  const { id } = await world.endpoint(receiver, { types: ['satellite.registered', 'contact.updated'] });
  const delivery = world.delivery();
  await world.register(contract.id, 'before');
  world.after(1_000);
  const from = world.clock.now().toISOString();
  await world.register(contract.id, 'first');
  await world.register(contract.id, 'second');
  await sendAll(delivery);
  await sendAll(delivery);
  const ids = receiver.received.map((each) => each.id);
  expect(ids).toHaveLength(3);
  const redeliver = (input: object) =>
    mutate(world.admin, 'redeliverEvents', { endpointId: id, ...input }, 'scheduled');
  expect((await redeliver({ from })).scheduled).toBe(2);
  await sendAll(delivery);
  await sendAll(delivery);
  expect(receiver.received.map((each) => each.id)).toEqual([...ids, ids[1], ids[2]]);
  const [ordered] = await world.server.database.sql.rows<{ position: string }>(
    `SELECT position FROM events WHERE type = 'contract.ordered' AND contract_id = $1`,
    [numberOf(contract.id)],
  );
  const eventIds = [toGlobalId('Event', ordered!.position), ids[0]!, ids[0]!];
  expect((await redeliver({ eventIds })).scheduled).toBe(2);
  await sendAll(delivery);
  await sendAll(delivery);
  expect(receiver.types.slice(-2)).toEqual(['contract.ordered', 'satellite.registered']);
  await mutate(world.admin, 'deleteWebhookEndpoint', { endpointId: id });
});
