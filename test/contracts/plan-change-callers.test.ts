import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer } from '../support/builders';
import { Answer, codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { changePlan, ordered, previewPlanChange, snapshotAt, withdrawPlanChange } from './contract-api';

const clock = new TestClock('2026-06-10T22:30:00.000Z');
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

const contractOn = async (provider: string, plan: string, fields: object = {}) =>
  (await ordered(admin, provider, plan, fields)).id;

async function unwritten(act: () => Promise<Answer>): Promise<Answer> {
  const before = await rowCounts(server.database);
  const answer = await act();
  expect(answer.contract).toBeNull();
  expect(await rowCounts(server.database)).toEqual(before);
  return answer;
}

describe('every caller', () => {
  it('every caller who asks for a change of plan is told that a plan is another provider’s', async () => {
    const id = await contractOn('it-novum', 'standard');
    const { userErrors } = await unwritten(() => changePlan(admin, id, ['op5', 'premium']));
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'planId'] }]);
    const preview = await previewPlanChange(admin, id, ['op5', 'premium']);
    expect(preview).toMatchObject({ allowed: false, effectiveOn: null, userErrors, after: null });
    expect(preview.before).toEqual(await snapshotAt(admin, id));
  });

  it('every caller who asks for a change of plan is told that there is no such plan', async () => {
    const id = await contractOn('it-novum', 'standard');
    const planId = toGlobalId('Plan', '999999999');
    const answer = await unwritten(() =>
      mutate(admin, 'changePlan', { contractId: id, planId }, 'contract { id }'),
    );
    expect(answer.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'planId'] }]);
    const preview = await admin.request(
      `query ($id: ID!, $planId: ID!) { previewPlanChange(contractId: $id, planId: $planId) {
         allowed effectiveOn userErrors { code } before { plan { code } } after { at } } }`,
      { id, planId },
    );
    expect(preview).toEqual({
      previewPlanChange: {
        allowed: false,
        effectiveOn: null,
        userErrors: [{ code: 'NOT_FOUND' }],
        before: { plan: { code: 'standard' } },
        after: null,
      },
    });
  });

  it('every caller who asks for a change of plan finds neither a foreign contract nor one that does not exist', async () => {
    const customer = await server.as('CUSTOMER', await createCustomer(admin));
    const foreign = await contractOn('it-novum', 'standard');
    await expect(previewPlanChange(customer, foreign, ['it-novum', 'premium'])).rejects.toThrow(
      'There is no such contract.',
    );
    const unknown = toGlobalId('Contract', '999999999');
    expect(codesOf(await unwritten(() => changePlan(admin, unknown, ['it-novum', 'premium'])))).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('a customer may preview a change of plan of its own contract and change nothing', async () => {
    const customerId = await createCustomer(admin);
    const customer = await server.as('CUSTOMER', customerId);
    const id = await contractOn('it-novum', 'standard', { customerId });
    expect(await previewPlanChange(customer, id, ['it-novum', 'premium'])).toMatchObject({ allowed: true });
    await expect(changePlan(customer, id, ['it-novum', 'premium'])).rejects.toThrow('may not call');
    await expect(withdrawPlanChange(customer, id)).rejects.toThrow('may not call');
  });
});

describe('two changes at once', () => {
  it('of two changes of plan at once one is made, the other refused', async () => {
    const sales = await server.as('SALES');
    for (let round = 0; round < 5; round += 1) {
      const id = await contractOn('it-novum', 'premium');
      const answers = await Promise.all([
        changePlan(admin, id, ['it-novum', 'basic']),
        changePlan(sales, id, ['it-novum', 'standard']),
      ]);
      expect(answers.map(codesOf).sort()).toEqual([[], ['INVALID_STATE']]);
    }
  });
});
