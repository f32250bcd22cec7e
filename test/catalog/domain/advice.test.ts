import { decideWithAdvice } from '../../../src/catalog/domain/advice';
import {
  Decision,
  failedRule,
  notJudged,
  passed,
  refusalsOf,
  RuleOutcome,
} from '../../../src/shared/domain/decision';
import { publishedPlan } from '../../support/published-catalog';

const [basic, standard, premium] = (['basic', 'standard', 'premium'] as const).map((code) =>
  publishedPlan('it-novum', code),
);

const RULE = 'TEST_SYSTEM_NOT_SUPPORTED';
const OTHER = 'CHANNEL_NOT_IN_PLAN';
const OUTCOMES: Readonly<Record<string, (rule: typeof RULE | typeof OTHER) => RuleOutcome>> = {
  P: (rule) => passed(rule, ''),
  F: (rule) => failedRule(rule, ''),
  N: (rule) => notJudged(rule, ''),
};

/** What is advised where RULE and OTHER come out so under Basic, which is in force, Standard and Premium: P, F or N. */
function advise(table: Readonly<Record<string, string>>) {
  const decide = ({ plan }: { plan: typeof basic }): Decision => {
    const [rule, other] = table[plan!.code]!;
    return [OUTCOMES[rule!]!(RULE), OUTCOMES[other!]!(OTHER)];
  };
  const facts = { plan: basic! };
  const { decision, allowedByPlanIds } = decideWithAdvice(facts, [basic!, standard!, premium!], decide);
  const [refusal] = refusalsOf(decision.slice(0, 1));
  return {
    byRule: refusal && 'allowedByPlanIds' in refusal ? refusal.allowedByPlanIds : null,
    allowedByPlanIds,
  };
}

describe('the plans that would help', () => {
  it('plans advised beside a refusal pass its rule, and those beside the decision fail nothing', () => {
    expect(advise({ basic: 'FF', standard: 'PF', premium: 'PP' })).toEqual({
      byRule: [standard!.id, premium!.id],
      allowedByPlanIds: [premium!.id],
    });
  });

  it('plans under which the rule is not applied for want of what it is about are not advised', () => {
    expect(advise({ basic: 'FP', standard: 'NF', premium: 'PP' }).byRule).toEqual([premium!.id]);
  });

  it('no plan is advised where nothing helps', () => {
    expect(advise({ basic: 'FP', standard: 'FP', premium: 'FP' })).toEqual({
      byRule: [],
      allowedByPlanIds: [],
    });
  });

  it('all plans are advised where nothing is refused, the one in force too', () => {
    expect(advise({ basic: 'NP', standard: 'NP', premium: 'NP' })).toEqual({
      byRule: null,
      allowedByPlanIds: [basic!.id, standard!.id, premium!.id],
    });
  });
});
