import { ContractState } from '../../../src/contracts/domain/contract-state';
import { decidePlanChange, PlanChangeFacts } from '../../../src/contracts/domain/plan-change';
import { decideWithdrawPlanChange } from '../../../src/contracts/domain/withdraw-plan-change';
import { LocalDate, localDate } from '../../../src/shared/domain/local-date';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const basic = publishedPlan('it-novum', 'basic');
const standard = publishedPlan('it-novum', 'standard');
const premium = publishedPlan('it-novum', 'premium');

const NOW = new Date('2026-06-10T22:30:00Z');
const TODAY = '2026-06-11';
const RENEWAL = '2027-03-15';

function factsOf(
  plan = premium,
  state: Partial<ContractState> = {},
  more: Partial<PlanChangeFacts> = {},
): PlanChangeFacts {
  return {
    state: contract(state),
    plan,
    planInForce: standard,
    scheduledPlan: null,
    scheduledRecordedAt: null,
    soldPlans: [basic, standard, premium],
    inUse: { contactNames: [], satelliteNames: [], includedBlocks: [], openings: [] },
    ...more,
  };
}

describe('every rule on a change of plan', () => {
  const PASSED = [
    'CONTRACT_NOT_ACTIVE PASSED',
    'CONTRACT_NOT_ACTIVE PASSED',
    'INVALID_INPUT PASSED',
    'INVALID_STATE PASSED',
    'INVALID_STATE PASSED',
    'INVALID_STATE PASSED',
    'INVALID_INPUT PASSED',
    'DOWNGRADE_DOES_NOT_FIT PASSED',
    'DOWNGRADE_DOES_NOT_FIT PASSED',
    'DOWNGRADE_DOES_NOT_FIT PASSED',
  ];
  const outcomes = (facts: PlanChangeFacts, effectiveOn: string | null) =>
    outcomesOf(decidePlanChange(facts, { effectiveOn: effectiveOn as LocalDate | null }, NOW));

  it('every rule on a change of plan passes for an upgrade and for a downgrade that are allowed', () => {
    expect(outcomes(factsOf(premium), null)).toEqual(PASSED);
    expect(outcomes(factsOf(basic), RENEWAL)).toEqual(PASSED);
    const endsLater = { noticeEndsOn: localDate('2028-03-15') };
    expect(outcomes(factsOf(basic, endsLater), RENEWAL)).toEqual(PASSED);
    expect(outcomes(factsOf(premium, { noticeEndsOn: localDate(RENEWAL) }), TODAY)).toEqual(PASSED);
  });

  it('every rule on a change of plan that compares plans is left undecided for another provider’s', () => {
    expect(outcomes(factsOf(publishedPlan('op5', 'basic')), RENEWAL)).toEqual([
      'CONTRACT_NOT_ACTIVE PASSED',
      'CONTRACT_NOT_ACTIVE NOT_JUDGED',
      'INVALID_INPUT FAILED',
      'INVALID_STATE NOT_JUDGED',
      'INVALID_STATE PASSED',
      'INVALID_STATE PASSED',
      'INVALID_INPUT NOT_JUDGED',
      'DOWNGRADE_DOES_NOT_FIT NOT_JUDGED',
    ]);
  });

  it('every rule on a change of plan that needs a date or a contract that goes on is left undecided after the end', () => {
    expect(outcomes(factsOf(basic, { noticeEndsOn: localDate('2026-06-11') }), null)).toEqual([
      'CONTRACT_NOT_ACTIVE FAILED',
      'CONTRACT_NOT_ACTIVE NOT_JUDGED',
      'INVALID_INPUT PASSED',
      'INVALID_STATE PASSED',
      'INVALID_STATE PASSED',
      'INVALID_STATE NOT_JUDGED',
      'INVALID_INPUT NOT_JUDGED',
      'DOWNGRADE_DOES_NOT_FIT PASSED',
      'DOWNGRADE_DOES_NOT_FIT PASSED',
      'DOWNGRADE_DOES_NOT_FIT NOT_JUDGED',
    ]);
  });

  it('every rule on a change of plan on another date than the renewal is left undecided where none comes', () => {
    const facts = factsOf(basic, { noticeEndsOn: localDate(RENEWAL) });
    expect(outcomes(facts, TODAY)[6]).toBe('INVALID_INPUT NOT_JUDGED');
  });

  it.each([
    [null, new Date('2027-03-14T23:00:00Z')],
    [basic, null],
  ])(
    'every rule on a change of plan passes where none is scheduled that has both a plan and a date',
    (scheduledPlan, nextPlanFrom) => {
      expect(outcomes(factsOf(premium, { nextPlanFrom }, { scheduledPlan }), null)).toEqual(PASSED);
    },
  );

  it('every rule on the withdrawal of a change is named, also where nothing is left to withdraw', () => {
    const scheduled = { nextPlanId: premium.id, nextPlanFrom: new Date('2026-07-01T22:00:00Z') };
    expect(outcomesOf(decideWithdrawPlanChange(factsOf(standard, scheduled), NOW))).toEqual([
      'CONTRACT_NOT_ACTIVE PASSED',
      'INVALID_STATE PASSED',
      'DOWNGRADE_DOES_NOT_FIT PASSED',
    ]);
    const ended = factsOf(standard, { ...scheduled, noticeEndsOn: localDate(TODAY) });
    expect(outcomesOf(decideWithdrawPlanChange(ended, NOW))).toEqual([
      'CONTRACT_NOT_ACTIVE FAILED',
      'INVALID_STATE NOT_JUDGED',
      'DOWNGRADE_DOES_NOT_FIT NOT_JUDGED',
    ]);
  });
});
