import { Database } from '../../platform/transactions/database';
import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { incidentHappened } from '../domain/incident-events';
import { writeClosings } from '../persistence/incident-timers';

/** Small steps, so that no row stays locked for long. */
const STEP = 100;

/**
 * Writes down what has closed by itself until now, as of the instant at which it did; every read says so before.
 * Several processes may do it at once. Returns how many were written. Domain section 4.
 */
export function closeUnanswered(database: Database, now: Date, step: number = STEP): Promise<number> {
  return inBatches(step, (size) =>
    programWrite(database, now, async ({ sql, journal }) => {
      const closed = await writeClosings(sql, now, size);
      for (const incident of closed)
        journal.happened(
          incidentHappened('incident.closed', incident, incident.closedAt, { byItself: true }),
        );
      return closed.length;
    }),
  );
}
