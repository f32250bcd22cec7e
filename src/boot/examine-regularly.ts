import { FastifyBaseLogger } from 'fastify';
import { compareCounters } from '../doctor/compare-counters';
import { JobMetrics } from '../http/job-metrics';
import { verifyAuditLog } from '../platform/journal/verify-audit-log';
import { Sql } from '../platform/sql';
import { Clock } from '../shared/domain/clock';

interface Parts {
  readonly everyMinutes: number;
  readonly sql: Sql;
  readonly metrics: Pick<JobMetrics, 'noteDoctor'>;
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
}

/** Lets the doctor compare every counter and verify the audit log, each so many minutes, and notes what it found. Returns how to stop it. */
export function examineRegularly({ everyMinutes, ...parts }: Parts): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => examine(parts));
  }, everyMinutes * 60_000);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

async function examine({ sql, metrics, clock, log }: Omit<Parts, 'everyMinutes'>): Promise<void> {
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
