import { FastifyBaseLogger } from 'fastify';
import { compareCounters } from '../doctor/compare-counters';
import { JobMetrics } from '../http/job-metrics';
import { ServiceState } from '../http/service-state';
import { verifyAuditLog } from '../platform/journal/verify-audit-log';
import { Sql } from '../platform/sql';
import { Clock } from '../shared/domain/clock';

interface Parts {
  readonly everyMinutes: number;
  readonly sql: Sql;
  readonly metrics: Pick<JobMetrics, 'noteDoctor'>;
  readonly clock: Clock;
  readonly state: Pick<ServiceState, 'isOutdated'>;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
}

/**
 * Lets the doctor compare every counter and verify the audit log, each so many minutes, and notes what it found; the first time
 * after a tenth of that: so also in a program that is started often, which does not read a whole big database at each start.
 * Nothing while the database is newer than this program. Returns how to stop it.
 */
export function examineRegularly({ everyMinutes, state, ...parts }: Parts): () => Promise<void> {
  const everyMs = everyMinutes * 60_000;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  let isStopped = false;
  const after = (ms: number) => {
    timer = setTimeout(() => {
      running = turn();
    }, ms);
    timer.unref();
  };
  const turn = async () => {
    if (!state.isOutdated) await examine(parts);
    if (!isStopped) after(everyMs);
  };
  after(everyMs / 10);
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return running;
  };
}

async function examine({ sql, metrics, clock, log }: Omit<Parts, 'everyMinutes' | 'state'>): Promise<void> {
  try {
    let found = 0;
    for await (const { counter, differences } of compareCounters(sql, clock.now())) {
      if (differences.length > 0)
        log.error({ counter, differences: differences.length }, 'a counter differs');
      found += differences.length;
    }
    const faults = await verifyAuditLog(sql);
    if (faults.length > 0)
      log.error({ faults: faults.length, first: faults[0] }, 'the audit log was changed');
    metrics.noteDoctor({ differences: found, auditFaults: faults.length }, clock.now());
  } catch (error) {
    log.error({ err: error }, 'the doctor could not run');
  }
}
