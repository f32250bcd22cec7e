import { decideBlocksFit, PlanChangeFacts } from '../../../src/contracts/domain/plan-change';
import { localDate } from '../../../src/shared/domain/local-date';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const standard = publishedPlan('it-novum', 'standard');

/** Whether the blocks fit Standard, which includes one a contract year, from the second year on; one of year 2 was used before an import. */
function fits(bookedIn: readonly number[]): boolean {
  const includedBlocks = bookedIn.map((contractYear) => {
    const [startsAt, bookedAt] = [new Date('2027-06-01T08:00:00Z'), new Date('2026-06-01T08:00:00Z')];
    return { contractYear, startsAt, bookedAt, subject: 'Tuning', isBooked: true };
  });
  const openings = [{ contractYear: 2, includedBlocks: 1 }];
  const inUse = { contactNames: [], satelliteNames: [], includedBlocks, openings };
  const facts = { state: contract(), plan: standard, inUse } as unknown as PlanChangeFacts;
  return decideBlocksFit(facts, localDate('2027-03-15'), null).outcome === 'PASSED';
}

it('included blocks from before an import leave less for those that are booked in their contract year alone', () => {
  expect([fits([]), fits([2]), fits([3])]).toEqual([true, false, true]);
});
