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
import { ContractReplay, ContractUsage, readUsage } from '../persistence/read-usage';

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
  const { catalog, database } = context;
  const { contractId, planId, from, to } = question;
  const contract = await findContract(context, contractId);
  const plan = await catalog.findPlan(planId);
  if (plan === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such plan.', ['planId'])]);
  refuseUnlessAllowed(decideReplay(contract, plan, question));
  const { timeZone } = contract;
  const period = { from: startOfDate(from, timeZone), to: startOfDate(to, timeZone) };
  const usage = await readUsage(database.sql, contract, period);
  const provider = await catalog.provider(contract.providerId);
  const plansThen = await plansOf(context, usage);
  const facts = { state: contract, provider, plan, plansThen, period };
  return { contract, plan, from, to, ...replay(facts, usage) };
}

async function plansOf(
  { catalog }: RequestContext,
  { requests, contacts, satellites }: ContractUsage,
): Promise<ReadonlyMap<string, Plan>> {
  const ids = new Set([...requests, ...contacts, ...satellites].map(({ planId }) => planId));
  const plans = await catalog.plansOf([...ids]);
  return new Map(plans.map((plan) => [plan.id, plan]));
}
