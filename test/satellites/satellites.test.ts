import { GraphQLClient } from 'graphql-request';
import { order } from '../support/builders';
import { codesOf, idOf, mutate, USER_ERRORS, UserError } from '../support/mutate';
import { namesOf, readContract } from '../support/read-contract';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const NOW = '2026-06-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-05-01T10:00:00Z' };
const SATELLITE = 'satellite { id name registeredAt decommissionedAt }';

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

const register = (contractId: string, name: string) =>
  mutate(admin, 'registerSatellite', { contractId, name }, SATELLITE);
const decommission = (satelliteId: string) =>
  mutate(admin, 'decommissionSatellite', { satelliteId }, SATELLITE);

interface Question {
  readonly allowed: boolean;
  readonly allowedByPlans: readonly { readonly code: string }[];
  readonly userErrors: readonly UserError[];
}

async function may(contractId: string): Promise<Question> {
  const document = `query ($id: ID!) { canRegisterSatellite(contractId: $id) { allowed allowedByPlans { code } ${USER_ERRORS} } }`;
  const answer = await admin.request<{ canRegisterSatellite: Question }>(document, { id: contractId });
  return answer.canRegisterSatellite;
}

const namesAt = (contractId: string, at: string | null) => namesOf(admin, contractId, 'satellites', at);

async function registerMany(contractId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    const answer = await register(contractId, `edge-${n}`);
    expect(answer.userErrors).toEqual([]);
    ids.push(idOf(answer, 'satellite'));
  }
  return ids;
}

describe('the number of the plan', () => {
  it.each([
    ['basic', 0, ['standard', 'premium']],
    ['standard', 5, ['premium']],
    ['premium', 10, []],
  ])(
    'it-novum %s takes its %i satellites and refuses the next, as the question foretells',
    async (plan, limit, helping) => {
      const { id } = await order(admin, 'it-novum', plan, ACTIVE);
      await registerMany(id, limit);
      const before = await rowCounts(server.database);
      const refused = await register(id, 'one-too-many');
      const reason = {
        __typename: 'LimitReachedError',
        code: 'SATELLITE_LIMIT_REACHED',
        path: null,
        resetsAt: null,
      };
      const plans = helping.map((code) => ({ code }));
      expect(refused).toEqual({
        satellite: null,
        userErrors: [{ ...reason, limit, used: limit, message: expect.any(String), allowedByPlans: plans }],
      });
      expect(await rowCounts(server.database)).toEqual(before);
      const { userErrors } = refused;
      expect(await may(id)).toEqual({ allowed: false, allowedByPlans: plans, userErrors });
    },
  );

  it('the last satellite of a plan is still taken', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ACTIVE);
    await registerMany(id, 4);
    expect(await may(id)).toMatchObject({ allowed: true, userErrors: [] });
    expect(await register(id, 'last')).toEqual({
      satellite: { id: expect.any(String), name: 'last', registeredAt: NOW, decommissionedAt: null },
      userErrors: [],
    });
  });

  it('a contract has room again for each satellite that is decommissioned', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ACTIVE);
    const [first] = await registerMany(id, 5);
    clock.moveTo('2026-06-11T10:00:00.000Z');
    const gone = await decommission(first!);
    expect(gone).toMatchObject({
      satellite: { decommissionedAt: '2026-06-11T10:00:00.000Z' },
      userErrors: [],
    });
    expect(codesOf(await register(id, 'edge-6'))).toEqual([]);
    expect(codesOf(await register(id, 'edge-7'))).toEqual(['SATELLITE_LIMIT_REACHED']);
    expect(await namesAt(id, null)).toEqual(['edge-2', 'edge-3', 'edge-4', 'edge-5', 'edge-6']);
    expect(await namesAt(id, NOW)).toEqual(['edge-1', 'edge-2', 'edge-3', 'edge-4', 'edge-5']);
  });
});

describe('a distributed setup', () => {
  it('a distributed setup is not covered by OP5 Basic, for one reason and not for two', async () => {
    const { id } = await order(admin, 'op5', 'basic', ACTIVE);
    const refused = await register(id, 'edge');
    const plans = [{ code: 'standard' }, { code: 'premium' }];
    expect(refused.userErrors).toEqual([
      {
        __typename: 'RuleError',
        code: 'DISTRIBUTED_SETUP_NOT_IN_PLAN',
        message: 'Basic does not cover distributed setups, and so no satellites.',
        path: null,
        allowedByPlans: plans,
      },
    ]);
    const { userErrors } = refused;
    expect(await may(id)).toEqual({ allowed: false, allowedByPlans: plans, userErrors });
  });

  it('a distributed setup of OP5 Standard has no upper limit', async () => {
    const { id } = await order(admin, 'op5', 'standard', ACTIVE);
    await registerMany(id, 25);
    expect(await may(id)).toMatchObject({ allowed: true });
    const selection = 'snapshot { satellites { limit used remaining unlimited } }';
    const quota = { limit: null, used: 25, remaining: null, unlimited: true };
    expect(await readContract(admin, id, selection)).toEqual({ snapshot: { satellites: quota } });
  });
});

describe('a name', () => {
  it('a name of a satellite that is taken is told beside a limit that is reached', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ACTIVE);
    for (let n = 1; n <= 5; n += 1) await register(id, `s${n}`);
    const { userErrors } = await register(id, 'S1');
    expect(userErrors).toMatchObject([{ code: 'SATELLITE_LIMIT_REACHED' }, { code: 'CONFLICT' }]);
  });

  it('a name of a satellite is registered once, in whatever case, and is free again afterwards', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ACTIVE);
    const registered = await register(id, 'Edge');
    const taken = await register(id, 'EDGE');
    expect(taken.userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'name'] }]);
    expect(await namesAt(id, null)).toEqual(['Edge']);
    await decommission(idOf(registered, 'satellite'));
    expect(codesOf(await register(id, 'edge'))).toEqual([]);
  });

  it('a name of a satellite may stand under two contracts', async () => {
    for (let contract = 1; contract <= 2; contract += 1) {
      const { id } = await order(admin, 'it-novum', 'standard', ACTIVE);
      expect(codesOf(await register(id, 'edge'))).toEqual([]);
    }
  });
});

describe('a satellite', () => {
  it('a satellite is decommissioned once', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ACTIVE);
    const registered = await register(id, 'edge');
    await decommission(idOf(registered, 'satellite'));
    const again = await decommission(idOf(registered, 'satellite'));
    expect(again.userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'satelliteId'] }]);
    expect(again.userErrors[0]!.message).toBe('edge is decommissioned already.');
  });

  it('a satellite is not registered before the activation nor after the end, but decommissioned then too', async () => {
    const { id, number } = await order(admin, 'it-novum', 'basic', {
      orderReceivedAt: '2026-06-10T08:00:00Z',
    });
    const early = await register(id, 'edge');
    expect(codesOf(early)).toEqual(['CONTRACT_NOT_ACTIVE', 'SATELLITE_LIMIT_REACHED']);
    expect(early.userErrors[0]).toMatchObject({
      message: `Contract ${number} is ordered and becomes active on 2026-07-10.`,
      allowedByPlans: [],
    });
    expect(await may(id)).toMatchObject({ allowed: false, allowedByPlans: [], userErrors: early.userErrors });

    const running = await order(admin, 'it-novum', 'standard', ACTIVE);
    const [first] = await registerMany(running.id, 2);
    await mutate(admin, 'giveNotice', { contractId: running.id, receivedAt: NOW, party: 'PROVIDER' });
    clock.moveTo('2027-05-31T12:00:00Z');
    expect(codesOf(await register(running.id, 'late'))).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(codesOf(await decommission(first!))).toEqual([]);
  });
});
