import { Catalog } from '../../catalog/persistence/catalog';
import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { Database } from '../../platform/transactions/database';
import { dueEvents } from '../../shared/domain/due-events';
import { timedEvents } from '../domain/timed-events';
import { keepDerived } from '../persistence/contract-derived';
import { lockDueContracts, setDueContracts } from '../persistence/contract-timers';

/** Small steps, so that no contract stays locked for long. */
const STEP = 100;

/**
 * Tells what has come by time alone until now: activation, renewal, contract years, changes of plan, ends, deadlines for
 * notice and for the first contact. Each is told once, however many processes do this and however late. Returns how many
 * contracts were looked at. Domain section 12.
 */
export function tellDueContracts(
  database: Database,
  catalog: Catalog,
  now: Date,
  step: number = STEP,
): Promise<number> {
  return inBatches(step, (size) =>
    programWrite(database, now, async ({ sql, journal }) => {
      const contracts = await lockDueContracts(sql, now, size);
      const next: { id: string; at: Date | null }[] = [];
      for (const contract of contracts) {
        const { terms } = await catalog.plan(contract.planId, sql);
        const due = dueEvents(timedEvents(contract, terms, now), contract.silentUntil, now);
        journal.happened(...due.told);
        next.push({ id: contract.id, at: due.next });
      }
      if (next.length > 0) {
        await setDueContracts(sql, next);
        // At each of these instants what lists read of a contract turns as well.
        await keepDerived(
          sql,
          next.map(({ id }) => id),
          now,
        );
      }
      return contracts.length;
    }),
  );
}
