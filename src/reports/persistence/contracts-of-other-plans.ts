import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { dayOf, planIdNow, stateNowColumns, stateNowFrom } from '../../contracts/persistence/contracts';
import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { Filter } from '../../platform/reads/keyset-page';
import { listOfWays } from '../../platform/reads/list-of-ways';
import { narrow } from '../../platform/scoped-filter';
import { isActiveOn } from '../../platform/scoped-statement';
import { PageRequest } from '../../shared/domain/page';

/** Contracts with the plan's provider that are active now under a plan of another code, in the order in which they were recorded. */
export function contractsOfOtherPlans(
  context: RequestContext,
  plan: Plan,
  request: PageRequest,
): Promise<ListedPage<ContractState>> {
  const nowIn = (filter: Filter) => `${filter.value(context.clock.now())}::timestamptz`;
  const list = listOfWays(
    { list: 'plan_fits', types: ['id'] },
    {
      table: 'contracts c',
      places: ['c.id'],
      ways: [{ narrow: (filter) => addConditions(filter, plan, context, nowIn(filter)) }],
      rows: (bound) => {
        const now = nowIn(bound);
        return {
          select: 'state.*',
          join: `CROSS JOIN LATERAL (SELECT ${stateNowColumns(now)} FROM ${stateNowFrom(now)} WHERE c.id = found.id) state`,
        };
      },
    },
  );
  return branchedPage<ContractState>(context.database.sql, list, request);
}

function addConditions(
  filter: Filter,
  { code, providerId }: Plan,
  context: RequestContext,
  now: string,
): void {
  const today = dayOf(now);
  narrow(filter, context, (sees) => sees.contract('c'));
  filter.add(`c.provider_id = ${filter.value(providerId)}`);
  filter.add(isActiveOn('c', today));
  filter.add(
    `NOT EXISTS (SELECT FROM plans p WHERE p.id = ${planIdNow(now)} AND p.code = ${filter.value(code)})`,
  );
}
