import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { findContract } from '../../contracts/use-cases/find-contract';
import { refuseUnlessAllowed } from '../../shared/domain/decision';
import { startOfDate } from '../../shared/domain/local-date';
import { DatePeriod } from '../../shared/domain/period';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { decideReplay } from '../domain/decide-replay';
import { replay } from '../domain/replay';
import { ContractReplay, readUsage } from '../persistence/read-usage';

export interface WhatIfQuestion extends DatePeriod {
  readonly contractId: string;
  readonly planId: string;
}

export interface WhatIf extends ContractReplay, DatePeriod {
  readonly contract: ContractState;
  readonly plan: Plan;
}

/**
 * Replays what a contract really used in [from, to), dates in the provider's time zone, against another plan, as far as
 * it is known now. Writes nothing. Throws Refused: NOT_FOUND for contract or plan, INVALID_INPUT for a plan of another
 * provider and for a period that is empty or longer than 5 years.
 */
export async function whatIf(context: RequestContext, question: WhatIfQuestion): Promise<WhatIf> {
  const { catalog } = context;
  const { contractId, planId, from, to } = question;
  const contract = await findContract(context, contractId);
  const plan = await catalog.findPlan(planId);
  if (plan === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such plan.', ['planId'])]);
  refuseUnlessAllowed(decideReplay(contract, plan, question));
  const { timeZone } = contract;
  const period = { from: startOfDate(from, timeZone), to: startOfDate(to, timeZone) };
  const [replayed] = await replayContracts(context, [contract], plan, period);
  return { contract, plan, from, to, ...replayed! };
}

/** What each of the contracts used in a period, replayed against a plan of their provider, in their order. */
export async function replayContracts(
  { catalog, database }: RequestContext,
  contracts: readonly ContractState[],
  plan: Plan,
  period: { readonly from: Date; readonly to: Date },
): Promise<readonly ContractReplay[]> {
  const usages = await readUsage(database.sql, contracts, period);
  const provider = await catalog.provider(plan.providerId);
  const used = usages.flatMap(({ requests, contacts, satellites }) => [
    ...requests,
    ...contacts,
    ...satellites,
  ]);
  const plans = await catalog.plansOf([...new Set(used.map(({ planId }) => planId))]);
  const plansThen = new Map(plans.map((each) => [each.id, each]));
  return contracts.map((state, nth) => replay({ state, provider, plan, plansThen, period }, usages[nth]!));
}
