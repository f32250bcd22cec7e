import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { planIdNow, stateNowColumns, stateNowFrom } from '../../contracts/persistence/contracts';
import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { narrow } from '../../platform/scoped-filter';
import { isActiveOn } from '../../platform/scoped-statement';
import { Page, PageRequest } from '../../shared/domain/page';

/** Contracts with the plan's provider that are active now under a plan of another code, in the order in which they were recorded. */
export function contractsOfOtherPlans(
  context: RequestContext,
  { code, providerId }: Plan,
  request: PageRequest,
): Promise<Page<ContractState>> {
  const filter = Filter.none();
  const now = `${filter.value(context.clock.now())}::timestamptz`;
  const today = `(${now} AT TIME ZONE c.time_zone)::date`;
  narrow(filter, context, (sees) => sees.contract('c'));
  filter.add(`c.provider_id = ${filter.value(providerId)}`);
  filter.add(isActiveOn('c', today));
  filter.add(
    `NOT EXISTS (SELECT FROM plans p WHERE p.id = ${planIdNow(now)} AND p.code = ${filter.value(code)})`,
  );
  const query = {
    list: 'plan_fits',
    select: stateNowColumns(now),
    from: stateNowFrom(now),
    counted: 'contracts c',
    filter,
    order: [{ sql: 'c.id', type: 'id' as const }],
  };
  return keysetPage<ContractState>(context.database.sql, query, request);
}
