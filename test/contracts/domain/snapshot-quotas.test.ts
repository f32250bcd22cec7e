import { ContractState } from '../../../src/contracts/domain/contract-state';
import { contractYear } from '../../../src/contracts/domain/contract-dates';
import { remainingOf, yearlyReset } from '../../../src/contracts/domain/quota';
import { snapshotOf } from '../../../src/contracts/domain/snapshot';
import { localDate } from '../../../src/shared/domain/local-date';
import { berlin } from '../../calendar/calendars';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const AT = berlin('2026-11-25 10:00');
const standard = publishedPlan('it-novum', 'standard');

function snapshot(fields: Partial<ContractState> = {}, at = AT, plan = standard) {
  return snapshotOf({ state: contract(fields), plan, nextPlan: null }, at);
}

const USED = {
  incidentsUsed: 4,
  contactsUsed: 2,
  includedBlocksUsed: 1,
  additionalBlocksOrdered: 6,
  additionalBlocksUsed: 5,
  satellitesUsed: 3,
};
const NEXT_YEAR = new Date('2027-03-14T23:00:00Z');

describe('the quotas of a snapshot', () => {
  it('the quotas of a snapshot are the plan’s numbers and the use of the state, yearly ones until the next year', () => {
    const { incidents, namedContacts, includedConsultingBlocks, additionalConsultingBlocks, satellites } =
      snapshot(USED);
    expect(incidents).toEqual({ limit: 25, used: 4, resetsAt: NEXT_YEAR });
    expect(includedConsultingBlocks).toEqual({ limit: 1, used: 1, resetsAt: NEXT_YEAR });
    expect(namedContacts).toMatchObject({ limit: 3, used: 2, resetsAt: null });
    expect(satellites).toMatchObject({ limit: 5, used: 3, resetsAt: null });
    expect(additionalConsultingBlocks).toEqual({ limit: 6, used: 5, resetsAt: null });
  });

  it('the quotas of a snapshot before the activation count nothing of a year, and all that is held', () => {
    const {
      contractYear: year,
      incidents,
      includedConsultingBlocks,
      namedContacts,
    } = snapshot(USED, berlin('2026-03-14 23:59'));
    expect(year).toBeNull();
    expect(incidents).toEqual({ limit: 25, used: 0, resetsAt: null });
    expect(includedConsultingBlocks).toEqual({ limit: 1, used: 0, resetsAt: null });
    expect(namedContacts.used).toBe(2);
  });

  it('the quotas of a snapshot after the end have nothing left', () => {
    const over = snapshot({ ...USED, noticeEndsOn: localDate('2026-11-25') });
    const quotas = [over.incidents, over.namedContacts, over.additionalConsultingBlocks, over.satellites];
    expect(quotas.map(remainingOf)).toEqual([0, 0, 0, 0]);
    expect(over.incidents).toMatchObject({ used: 0, resetsAt: null });
  });
});

describe('the contract year of a snapshot', () => {
  const year = contractYear(localDate('2026-03-15'), 1);

  it.each([
    ['none is known', null, NEXT_YEAR],
    ['it comes with the year', '2027-03-15', null],
    ['it comes a day later', '2027-03-16', NEXT_YEAR],
  ])(
    'the contract year of a snapshot is followed by another unless the contract ends with it: the end, %s',
    (_, end, resetsAt) => {
      const state = contract({ noticeEndsOn: end === null ? null : localDate(end) });
      expect(yearlyReset(state, year)).toEqual(resetsAt);
      expect(yearlyReset(state, null)).toBeNull();
    },
  );

  it('the contract year of a snapshot runs from the activation to the end', () => {
    const runningYear = (fields: Partial<ContractState>, at: Date) => snapshot(fields, at).contractYear;
    expect(runningYear({}, berlin('2026-03-14 23:59'))).toBeNull();
    expect(runningYear({}, berlin('2026-03-15 00:00'))).toEqual(year);
    expect(runningYear({ noticeEndsOn: localDate('2026-11-25') }, AT)).toBeNull();
  });
});

describe('support of a snapshot', () => {
  it('support of a snapshot is reachable while a line is open under an active contract', () => {
    expect(snapshot().supportReachable).toBe(true);
    expect(snapshot({}, berlin('2026-11-25 08:59')).supportReachable).toBe(false);
    expect(snapshot({ activatesOn: localDate('2026-11-26') }).supportReachable).toBe(false);
  });

  it('support of a snapshot opens next where its window does, and never without one', () => {
    expect(snapshot({}, berlin('2026-11-25 17:00')).nextOpensAt).toEqual(berlin('2026-11-26 09:00'));
    expect(snapshot({}, AT, publishedPlan('it-novum', 'basic')).nextOpensAt).toBeNull();
  });
});

describe('contacts are overdue', () => {
  it.each([
    ['on the last day to name one', '2026-02-15 23:59', {}, false],
    ['on the day after', '2026-02-16 00:00', {}, true],
    ['on the day after, with one', '2026-02-16 00:00', { contactsUsed: 1 }, false],
    ['of a contract that was cancelled', '2026-02-16 00:00', { cancelledAt: AT }, false],
    ['after the end', '2026-11-25 10:00', { noticeEndsOn: localDate('2026-11-25') }, false],
    ['before the end', '2026-11-24 10:00', { noticeEndsOn: localDate('2026-11-25') }, true],
  ])(
    'contacts are overdue from the sixth day after the order until one is named: %s',
    (_, at, fields, overdue) => {
      expect(snapshot(fields, berlin(at)).contactsOverdue).toBe(overdue);
    },
  );
});
