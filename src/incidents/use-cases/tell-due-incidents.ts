import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { Database } from '../../platform/transactions/database';
import { dueEvents } from '../../shared/domain/due-events';
import { timedEvents } from '../domain/incident-events';
import { lockDueIncidents, setDueIncidents } from '../persistence/incident-timers';

/** Small steps, so that no row stays locked for long. */
const STEP = 100;

/**
 * Tells what has come by time alone until now: responses due soon and breached, and closings that are a week off. Each is
 * told once, however many processes do this and however late. Returns how many incidents were looked at. Domain section 12.
 */
export function tellDueIncidents(database: Database, now: Date, step: number = STEP): Promise<number> {
  return inBatches(step, (size) =>
    programWrite(database, now, async ({ sql, journal }) => {
      const incidents = await lockDueIncidents(sql, now, size);
      const next = incidents.map((incident) => {
        const due = dueEvents(timedEvents(incident), incident.silentUntil, now);
        journal.happened(...due.told);
        return { id: incident.id, at: due.next };
      });
      if (next.length > 0) await setDueIncidents(sql, next);
      return incidents.length;
    }),
  );
}
