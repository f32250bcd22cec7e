import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { Statement } from '../../src/platform/sql';
import { requestUnder } from '../incidents/incidents';
import { createCustomer, order, planId } from '../support/builders';
import { mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { ACTIVE, whatIf, YEAR } from './what-if-api';

const START = '2026-06-10T10:00:00.000Z';

const clock = new TestClock(START);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));

const whatIfOf = async (contract: { id: string }, plan: string, period: object = YEAR, client = admin) =>
  whatIf(client, { contractId: contract.id, planId: await planId(admin, 'it-novum', plan), ...period });

describe('the question', () => {
  /** Keys and catalog are read anew from time to time, for every caller. */
  const isItsOwn = (sent: Statement | string) =>
    typeof sent === 'string' || !/^(catalog|api-key)/.test(sent.name);

  it('the question what another plan would have granted writes nothing and needs as many statements for fifty requests as for six', async () => {
    const statements = jest.spyOn(server.database.sql, 'rows');
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    const counts: number[] = [];
    for (const requests of [6, 44]) {
      for (let n = 0; n < requests; n += 1) await mutate(admin, 'openIncident', requestUnder(contract));
      // A document that is new to the server is asked in further ways by the test server.
      await whatIfOf(contract, 'basic');
      const before = await rowCounts(server.database);
      statements.mockClear();
      const answer = await whatIfOf(contract, 'basic');
      counts.push(statements.mock.calls.filter(([sent]) => isItsOwn(sent)).length);
      expect(answer.refusedIncidents).toHaveLength(answer.incidents - 5);
      expect(await rowCounts(server.database)).toEqual(before);
    }
    statements.mockRestore();
    expect(counts[1]).toBe(counts[0]);
  });

  it.each([
    ['2026-05-10', '2031-05-11', 'to must not be after 2031-05-10, 5 years from 2026-05-10.'],
    ['2026-05-10', '2026-05-10', 'from (2026-05-10) must be a day before to (2026-05-10).'],
    ['2026-05-11', '2026-05-10', 'from (2026-05-11) must be a day before to (2026-05-10).'],
  ])(
    'the question what another plan would have granted from %s to %s is refused',
    async (from, to, message) => {
      const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
      await expect(whatIfOf(contract, 'basic', { from, to })).rejects.toMatchObject({
        response: { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] },
      });
    },
  );

  it('the question what another plan would have granted may be about five years, to the day', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const answer = await whatIfOf(contract, 'premium', { from: '2026-05-10', to: '2031-05-10' });
    expect(answer).toMatchObject({ incidents: 0, refusedIncidents: [], consultingBlocks: 0 });
  });

  it('the question what another plan would have granted is about plans of the contract’s provider only', async () => {
    const contract = await order(admin, 'op5', 'basic', ACTIVE);
    await expect(whatIfOf(contract, 'premium')).rejects.toMatchObject({
      response: {
        errors: [{ message: `Premium is not a plan of the provider of contract ${contract.number}.` }],
      },
    });
  });

  it('the question what another plan would have granted is for ADMIN and SALES', async () => {
    const customerId = await createCustomer(admin);
    const contract = await order(admin, 'it-novum', 'basic', { ...ACTIVE, customerId });
    expect(await whatIfOf(contract, 'premium', YEAR, await server.as('SALES'))).toMatchObject({
      incidents: 0,
    });
    const others = [
      await server.as('SUPPORT'),
      await server.as('BILLING'),
      await server.as('CUSTOMER', customerId),
    ];
    for (const client of others) {
      await expect(whatIfOf(contract, 'premium', YEAR, client)).rejects.toMatchObject({
        response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
    }
  });

  it('the question what another plan would have granted about an unknown contract or plan is refused by name', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const unknown = (type: string) => toGlobalId(type, '999999');
    await expect(whatIfOf({ id: unknown('Contract') }, 'basic')).rejects.toThrow(
      'There is no such contract.',
    );
    const variables = { contractId: contract.id, planId: unknown('Plan'), ...YEAR };
    await expect(whatIf(admin, variables)).rejects.toThrow('There is no such plan.');
  });
});
