import { GraphQLClient } from 'graphql-request';
import { MutationCase } from '../support/mutation-case';

interface Month {
  readonly month: string;
  readonly closedAt: string | null;
}

/** Long before everything that tests write, so that nothing of it counts elsewhere than it would. */
const FIRST = '2001-01';

/** The month to be closed next in a database that other tests write to. */
async function nextMonth(admin: GraphQLClient): Promise<string> {
  const { billingMonths } = await admin.request<{ billingMonths: readonly Month[] }>(
    '{ billingMonths { month closedAt } }',
  );
  return billingMonths.some(({ closedAt }) => closedAt !== null) ? billingMonths.at(-1)!.month : FIRST;
}

/** The mutations of billing, as `EVERY_MUTATION` has them. */
export const MONTH_MUTATIONS: Readonly<Record<string, MutationCase>> = {
  closeBillingMonth: {
    selection: 'billingMonth { id month closedAt rows sha256 verified }',
    accepted: async (admin) => ({ month: await nextMonth(admin) }),
    refused: () => Promise.resolve({ month: '2999-01' }),
    refusal: 'INVALID_STATE',
  },
};
