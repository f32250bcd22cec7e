import { ContractState } from '../../../src/contracts/domain/contract-state';
import { remainingOf } from '../../../src/contracts/domain/quota';
import { ContractSnapshot, snapshotOf } from '../../../src/contracts/domain/snapshot';
import { localDate, startOfDate } from '../../../src/shared/domain/local-date';
import { berlin } from '../../calendar/calendars';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const AT = berlin('2026-11-25 10:00');

type PlanCode = Parameters<typeof publishedPlan>[1];

function snapshot(
  code: PlanCode,
  fields: Partial<ContractState> = {},
  next: PlanCode | null = null,
): ContractSnapshot {
  const plan = publishedPlan('it-novum', code);
  const nextPlan = next === null ? null : publishedPlan('it-novum', next);
  return snapshotOf({ state: contract(fields), plan, nextPlan }, AT);
}

function coming(code: string, on: string): Partial<ContractState> {
  return { nextPlanId: `it-novum ${code}`, nextPlanFrom: startOfDate(localDate(on), 'Europe/Berlin') };
}

const roomOf = ({ satellites }: ContractSnapshot) => [satellites.limit, remainingOf(satellites)];
const includedOf = ({ includedConsultingBlocks: quota }: ContractSnapshot) => [
  quota.limit,
  remainingOf(quota),
];

describe('what a snapshot says is left of satellites', () => {
  it('what a snapshot says is left of satellites is bounded by a smaller plan to come, not by a greater one', () => {
    const inUse = { satellitesUsed: 4 };
    expect(roomOf(snapshot('premium', inUse))).toEqual([10, 6]);
    expect(
      roomOf(snapshot('premium', { ...inUse, ...coming('standard', '2027-03-15') }, 'standard')),
    ).toEqual([5, 1]);
    expect(roomOf(snapshot('standard', { ...inUse, ...coming('premium', '2027-03-15') }, 'premium'))).toEqual(
      [5, 1],
    );
  });

  it('what a snapshot says is left of satellites is 0 once the contract is over and before its order, and never below', () => {
    expect(roomOf(snapshot('premium', { noticeEndsOn: localDate('2026-11-25') }))).toEqual([10, 0]);
    expect(roomOf(snapshot('premium', { noticeEndsOn: localDate('2026-11-26') }))).toEqual([10, 10]);
    expect(roomOf(snapshot('premium', { cancelledAt: AT }))).toEqual([10, 0]);
    expect(roomOf(snapshot('premium', { isOrdered: false }))).toEqual([10, 0]);
    expect(roomOf(snapshot('standard', { satellitesUsed: 8 }))).toEqual([5, 0]);
  });
});

describe('what a snapshot says is left of included blocks', () => {
  it('what a snapshot says is left of included blocks is bounded by a smaller plan that comes in the same contract year only', () => {
    const used = { includedBlocksUsed: 1 };
    expect(
      includedOf(snapshot('premium', { ...used, ...coming('standard', '2027-03-14') }, 'standard')),
    ).toEqual([1, 0]);
    expect(
      includedOf(snapshot('premium', { ...used, ...coming('standard', '2027-03-15') }, 'standard')),
    ).toEqual([3, 2]);
    expect(
      includedOf(snapshot('standard', { ...used, ...coming('premium', '2027-03-14') }, 'premium')),
    ).toEqual([1, 0]);
  });
});

describe('a snapshot from before the order', () => {
  it('a snapshot from before the order is NOT_ORDERED, in no contract year, with no line open and nobody overdue', () => {
    const before = snapshot('premium', { isOrdered: false });
    const { status, contractYear, contactsOverdue, openLines, allLinesOpenAt, nextOpensAt } = before;
    expect([status, contractYear, contactsOverdue, openLines]).toEqual(['NOT_ORDERED', null, false, 'NONE']);
    expect([allLinesOpenAt, nextOpensAt]).toEqual([null, null]);
  });
});

describe('the lines of a snapshot', () => {
  it('the lines of a snapshot are those of the plan while the contract is active', () => {
    expect(snapshot('premium')).toMatchObject({
      openLines: 'ALL_LINES',
      allLinesOpenAt: AT,
      suspended: false,
    });
    const ended = { noticeEndsOn: localDate('2026-11-25'), suspendedSince: AT };
    expect(snapshot('premium', ended)).toMatchObject({
      openLines: 'NONE',
      allLinesOpenAt: null,
      suspended: true,
    });
  });
});
