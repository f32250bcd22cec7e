import { decideActive, decideNotEnded, isState } from '../../../src/contracts/domain/contract-state';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from './contract';

const AT = new Date('2026-06-10T10:00:00Z');

it('a contract comes with its state where it has a plan', () => {
  expect(isState(contract())).toBe(true);
  const { planId, ...identity } = contract();
  expect(planId).not.toBe('');
  expect(isState(identity)).toBe(false);
});

it.each([
  ['active', {}, 'PASSED', 'has been active since 2026-03-15', 'PASSED', 'has not ended'],
  [
    'not active yet',
    { activatesOn: localDate('2026-06-11') },
    'FAILED',
    'is ordered and becomes active on 2026-06-11',
    'PASSED',
    'has not ended',
  ],
  [
    'not ordered yet',
    { isOrdered: false },
    'FAILED',
    'was not ordered yet; it becomes active on 2026-03-15',
    'FAILED',
    'was not ordered yet; it becomes active on 2026-03-15',
  ],
  [
    'over',
    { noticeEndsOn: localDate('2026-06-10') },
    'FAILED',
    'ended on 2026-06-10',
    'FAILED',
    'ended on 2026-06-10',
  ],
])(
  'a contract that is %s is told so by the rules on its state',
  (_, fields, active, isActive, notEnded, isOver) => {
    const rule = 'CONTRACT_NOT_ACTIVE';
    const said = (text: string) => `Contract K-1 ${text}.`;
    const state = contract(fields);
    expect(decideActive(state, AT)).toMatchObject({ rule, outcome: active, explanation: said(isActive) });
    expect(decideNotEnded(state, AT)).toMatchObject({ rule, outcome: notEnded, explanation: said(isOver) });
  },
);
