import { planTitle } from '../../catalog/domain/plan';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { dateAt } from '../../shared/domain/local-date';
import { UsageRow, Place } from './book-rows';
import { Targets } from './check-children';
import { Target } from './check-contracts';
import { CheckList } from './check-list';

/** Puts what was used to its contracts; returns how many rows add nothing to what is there. */
export function checkUsage(rows: readonly UsageRow[], find: Targets, now: Date, list: CheckList): number {
  const seen = new Map<string, Place>();
  let unchanged = 0;
  for (const row of rows) {
    const target = find.of(row);
    if (target === null || !list.isFirst(seen, target.numberFolded, row, 'contract_number')) continue;
    const year = contractYearOn(target.activatesOn, dateAt(now, target.timeZone));
    if (year === null)
      list.fault(
        row,
        'contract_number',
        `names a contract that is active from ${target.activatesOn} on. Nothing of it is used yet.`,
      );
    else if (year.from !== row.yearFrom)
      list.fault(
        row,
        'year_from',
        `must be ${year.from}, with which the running contract year begins, not ${row.yearFrom}.`,
      );
    else if (isThere(row, target, list)) unchanged += 1;
    else if (fits(row, target, list)) {
      const { incidents, includedBlocks } = row;
      target.opening = { year, incidents, includedBlocks };
    }
  }
  return unchanged;
}

/**
 * Whether it is counted already: entered before, or used since, as where an export comes back into its own database. A
 * fault where something else is counted: nobody can tell whether the one is a part of the other.
 */
function isThere(
  { incidents, includedBlocks, ...row }: UsageRow,
  { known }: Target,
  list: CheckList,
): boolean {
  if (incidents === 0 && includedBlocks === 0) return true;
  if (known === null) return false;
  const same = (one: number | null, other: number | null) => one === incidents && other === includedBlocks;
  if (same(known.openedIncidents, known.openedBlocks)) return true;
  // An export leaves out what is booked and can be called up again.
  const delivered = known.includedBlocksUsed - known.includedBlocksBooked;
  if (same(known.incidentsUsed, delivered)) return true;
  if (known.openedIncidents === null && known.incidentsUsed === 0 && known.includedBlocksUsed === 0)
    return false;
  list.differences(row, {
    incidents: [known.openedIncidents ?? known.incidentsUsed, incidents],
    included_blocks: [known.openedBlocks ?? delivered, includedBlocks],
  });
  return true;
}

function fits(row: UsageRow, { plan }: Target, list: CheckList): boolean {
  const { maxIncidentsPerYear, includedConsultingBlocks } = plan.entitlements;
  const before = list.faults.length;
  const over = (field: string, limit: number) =>
    list.fault(
      row,
      field,
      `must not be above ${limit}, the number of ${planTitle(plan)} for a contract year.`,
    );
  if (maxIncidentsPerYear !== null && row.incidents > maxIncidentsPerYear)
    over('incidents', maxIncidentsPerYear);
  if (row.includedBlocks > includedConsultingBlocks) over('included_blocks', includedConsultingBlocks);
  return list.faults.length === before;
}
