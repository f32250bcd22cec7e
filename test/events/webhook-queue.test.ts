import { setTimeout as sleep } from 'node:timers/promises';
import { endpointLags, MOST_IN_FLIGHT } from '../../src/events/persistence/webhook-queue';
import { sweepDeliveries } from '../../src/events/persistence/webhook-deliveries';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { mutate } from '../support/mutate';
import { sendAll, WebhookWorld } from './webhook-world';

const world = new WebhookWorld();
beforeAll(() => world.start('webhook_queue'));
afterAll(() => world.stop());

const remove = (endpointId: string) => mutate(world.admin, 'deleteWebhookEndpoint', { endpointId });
const lagOf = async (id: string) => {
  const number = parseGlobalId(id)!.id;
  const lags = await endpointLags(world.server.program.sql, world.clock.now());
  return lags.find(({ endpointId }) => endpointId === number);
};

it('a slow endpoint has no more than its share under way, and holds up neither another endpoint nor the API', async () => {
  const [slow, quick] = [await world.receiver(), await world.receiver()];
  let release = () => undefined as void;
  const until = new Promise<void>((done) => (release = done));
  slow.respond = () => until.then(() => 200);
  const endpoints = [
    await world.endpoint(slow, { types: ['contract.ordered'] }),
    await world.endpoint(quick),
  ];
  const delivery = world.delivery();
  for (let nth = 0; nth < MOST_IN_FLIGHT + 3; nth += 1) await world.order();
  for (let nth = 0; nth < 20; nth += 1) {
    await delivery.look();
    await sleep(20);
  }
  expect(slow.received).toHaveLength(MOST_IN_FLIGHT);
  expect(quick.received).toHaveLength(MOST_IN_FLIGHT + 3);
  expect((await lagOf(endpoints[0]!.id))!.queued).toBe(MOST_IN_FLIGHT + 3);
  expect(await lagOf(endpoints[1]!.id)).toMatchObject({ queued: 0, seconds: 0 });
  world.after(30_000);
  expect((await lagOf(endpoints[0]!.id))!.seconds).toBe(30);
  release();
  await delivery.idle();
  await sendAll(delivery);
  expect(slow.received).toHaveLength(MOST_IN_FLIGHT + 3);
  for (const { id } of endpoints) await remove(id);
});

it('several processes share the work: each event is delivered once, and those of a contract in their order', async () => {
  const receiver = await world.receiver();
  receiver.respond = async () => {
    await sleep(Math.random() * 10);
    return 200;
  };
  const { id } = await world.endpoint(receiver, { types: ['satellite.registered'] });
  const processes = [world.delivery(), world.delivery(), world.delivery()];
  const contracts = await Promise.all(Array.from({ length: 5 }, () => world.order()));
  for (let nth = 0; nth < 6; nth += 1)
    await Promise.all(contracts.map((contract) => world.register(contract.id, `edge ${nth}`)));
  for (let turn = 0; turn < 60 && receiver.received.length < 30; turn += 1)
    await Promise.all(processes.map((each) => sendAll(each)));
  expect(new Set(receiver.received.map((each) => each.id)).size).toBe(30);
  expect(receiver.received).toHaveLength(30);
  for (const contract of contracts) {
    const places = receiver.received
      .filter(({ body }) => body.contractId === contract.id)
      .map((each) => Number(parseGlobalId(each.id)!.id));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).toHaveLength(6);
  }
  await remove(id);
});

it('nothing is sent once deleteWebhookEndpoint has returned, and what was being sent is cut off', async () => {
  const receiver = await world.receiver();
  const { id } = await world.endpoint(receiver, { types: ['contract.ordered'] });
  const delivery = world.delivery();
  delivery.start();
  let isCut = false;
  receiver.respond = (_, response) => void response.on('close', () => (isCut = true));
  for (let nth = 0; nth < MOST_IN_FLIGHT + 2; nth += 1) await world.order();
  for (let nth = 0; nth < 100 && receiver.received.length < MOST_IN_FLIGHT; nth += 1) await sleep(50);
  expect(receiver.received).toHaveLength(MOST_IN_FLIGHT);
  await remove(id);
  const before = receiver.received.length;
  await world.order();
  await sendAll(delivery);
  await sleep(600);
  expect(receiver.received).toHaveLength(before);
  expect(isCut).toBe(true);
  const left = await world.server.database.sql.rows('SELECT FROM webhook_messages');
  expect(left).toEqual([]);
  await delivery.stop();
});

it('what a process was sending when it died is sent again by another one under the same id, once its lease is over', async () => {
  const receiver = await world.receiver();
  const { id } = await world.endpoint(receiver, { types: ['contract.ordered'] });
  const [dying, other] = [world.delivery(), world.delivery()];
  // Never started, so its lease is never renewed.
  let release = () => undefined as void;
  receiver.respond = () => new Promise<number>((done) => (release = () => done(200)));
  await world.order();
  await dying.look();
  for (let nth = 0; nth < 100 && receiver.received.length < 1; nth += 1) await sleep(20);
  receiver.respond = () => 200;
  await sendAll(other);
  expect(receiver.received).toHaveLength(1);
  await world.server.database.sql.rows(
    `UPDATE webhook_messages SET leased_until = now() - interval '1 second'`,
  );
  await sendAll(other);
  expect(receiver.received).toHaveLength(2);
  expect(receiver.received[0]!.id).toBe(receiver.received[1]!.id);
  release();
  await dying.idle();
  await remove(id);
});

it('an endpoint of a provider hears of its contracts alone, and one of all providers of all', async () => {
  const [ofOp5, ofAll] = [await world.receiver(), await world.receiver()];
  const endpoints = [
    await world.endpoint(ofOp5, { types: ['contract.ordered'], providerCode: 'op5' }),
    await world.endpoint(ofAll, { types: ['contract.ordered'] }),
  ];
  const contracts = [await world.order('op5'), await world.order('it-novum')];
  const delivery = world.delivery();
  await sendAll(delivery);
  expect(ofOp5.received.map(({ body }) => body.contractId)).toEqual([contracts[0]!.id]);
  expect(ofAll.received.map(({ body }) => body.contractId).sort()).toEqual(
    contracts.map(({ id }) => id).sort(),
  );
  for (const { id } of endpoints) await remove(id);
});

it('attempts are kept for 30 days', async () => {
  const receiver = await world.receiver();
  const { id } = await world.endpoint(receiver, { types: ['contract.ordered'] });
  const delivery = world.delivery();
  await world.order();
  await sendAll(delivery);
  const { sql } = world.server.program;
  const count = async () => (await sql.rows('SELECT FROM webhook_deliveries')).length;
  expect(await count()).toBeGreaterThan(0);
  world.after(30 * 24 * 3_600_000 - 1);
  const before = await count();
  await sweepDeliveries(sql, world.clock.now());
  expect(await count()).toBeGreaterThan(0);
  world.after(2);
  await sweepDeliveries(sql, world.clock.now());
  expect(await count()).toBe(0);
  expect(before).toBeGreaterThan(0);
  await remove(id);
});
