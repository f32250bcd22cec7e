import { GraphQLClient } from 'graphql-request';
import { planId } from '../../support/builders';
import { useServer } from '../../support/test-server';
import { at, berlin } from '../../calendar/calendars';
import { IT_NOVUM_EXAMPLES, OP5_EXAMPLES, REGION_CLOCKS } from '../domain/worked-examples';

const server = useServer();
let client: GraphQLClient;

beforeAll(async () => {
  client = await server.as('BILLING');
});

async function dueAt(provider: string, plan: string, variables: object): Promise<string | null> {
  const document = `query ($id: ID!, $impact: Impact!, $receivedAt: DateTime!, $region: Region) {
    plan(id: $id) { responseDueAt(impact: $impact, receivedAt: $receivedAt, region: $region) }
  }`;
  const id = await planId(client, provider, plan);
  const answer = await client.request<{ plan: { responseDueAt: string | null } }>(document, {
    id,
    ...variables,
  });
  return answer.plan.responseDueAt;
}

describe('the first response that a plan promises', () => {
  it.each(IT_NOVUM_EXAMPLES)(
    'the first response of it-novum %s, received %s, %s: %s',
    async (plan, received, impact, due) => {
      const receivedAt = berlin(received).toISOString();
      expect(await dueAt('it-novum', plan, { impact, receivedAt })).toBe(due && berlin(due).toISOString());
    },
  );

  it.each(OP5_EXAMPLES)(
    'the first response of OP5 %s %s, received %s: %s',
    async (plan, region, received, due) => {
      const clock = REGION_CLOCKS[region];
      const variables = { impact: 'LOW', region, receivedAt: at(clock, received).toISOString() };
      expect(await dueAt('op5', plan, variables)).toBe(at(clock, due).toISOString());
    },
  );

  it('the first response that a plan promises is by the clock of Europe unless told otherwise', async () => {
    const question = { impact: 'LOW', receivedAt: '2026-11-20T10:00:00Z' };
    expect(await dueAt('op5', 'standard', question)).toBe('2026-11-23T16:00:00.000Z');
    expect(await dueAt('op5', 'standard', { ...question, region: null })).toBe('2026-11-23T16:00:00.000Z');
    expect(await dueAt('op5', 'standard', { ...question, region: 'AMERICAS' })).toBe(
      '2026-11-23T23:00:00.000Z',
    );
  });

  it.each(['1970-01-01T00:00:00Z', '2899-12-31T23:59:59Z'])(
    'the first response that a plan promises is told for %s, too',
    async (receivedAt) => {
      for (const [provider, plan] of [
        ['it-novum', 'premium'],
        ['op5', 'basic'],
      ] as const) {
        expect(await dueAt(provider, plan, { impact: 'LOW', receivedAt })).not.toBeNull();
      }
    },
  );
});

it('a plan lists what it grants and lacks besides limits', async () => {
  const document = 'query ($id: ID!) { plan(id: $id) { features { code name granted detail } } }';
  const id = await planId(client, 'it-novum', 'basic');
  const { plan } = await client.request<{ plan: { features: object[] } }>(document, { id });
  expect(plan.features).toEqual(
    expect.arrayContaining([
      {
        code: 'product:openitcockpit-enterprise',
        name: 'openITCOCKPIT Enterprise with its modules',
        granted: true,
        detail: 'From version 3.',
      },
      { code: 'test-systems', name: 'Requests for test systems', granted: false, detail: null },
    ]),
  );
});
