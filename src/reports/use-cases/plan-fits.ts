import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../../contracts/domain/contract-state';
import { replayContracts } from '../../entitlements/use-cases/what-if';
import { ListedPage } from '../../platform/reads/branched-page';
import { startOfDate } from '../../shared/domain/local-date';
import { PageRequest } from '../../shared/domain/page';
import { DatePeriod } from '../../shared/domain/period';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { FitFigures, fitOf } from '../domain/plan-fit';
import { checkReportPeriod } from '../domain/report-period';
import { contractsOfOtherPlans } from '../persistence/contracts-of-other-plans';

export interface PlanFit extends FitFigures {
  /** Of the contract. */
  readonly id: string;
  readonly contract: ContractState;
}

/**
 * A page of active contracts of other plans of the plan's provider, and whether what each used in [from, to) would have
 * fitted the plan, by the rules of whatIf. Throws Refused: NOT_FOUND for the plan, INVALID_INPUT for a period that is empty
 * or longer than 5 years.
 */
export async function planFits(
  context: RequestContext,
  { planId, from, to }: DatePeriod & { readonly planId: string },
  request: PageRequest,
): Promise<ListedPage<PlanFit>> {
  checkReportPeriod({ from, to });
  const plan = await context.catalog.findPlan(planId);
  if (plan === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such plan.', ['planId'])]);
  const page = await contractsOfOtherPlans(context, plan, request);
  // All of them are the provider's, and so is the time zone.
  const period = { from: startOfDate(from, plan.timeZone), to: startOfDate(to, plan.timeZone) };
  const replays = await replayContracts(context, page.rows, plan, period);
  const rows = page.rows.map((contract, nth) => ({ id: contract.id, contract, ...fitOf(replays[nth]!) }));
  return { ...page, rows };
}
