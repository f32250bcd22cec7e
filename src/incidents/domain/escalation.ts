import { Plan, Region } from '../../catalog/domain/plan';
import { escalationOpensAt } from '../../catalog/domain/service-hours';
import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { outsideWindow } from '../../shared/domain/refusal';

/**
 * Passes where second and third line are there at the instant, and wherever the catalog gives them no hours of their own.
 * Domain section 5, line closed.
 */
export function decideLineOpen(plan: Plan, region: Region, at: Date): RuleOutcome {
  const rule = 'SUPPORT_LINE_CLOSED';
  const opensAt = escalationOpensAt(plan, region, at);
  if (opensAt === null) return passed(rule, 'The next line of support can be reached.');
  const message = `Outside business hours ${plan.name} has the first line only; second and third line open at ${opensAt.toISOString()}.`;
  return failed(outsideWindow(rule, message, opensAt));
}
