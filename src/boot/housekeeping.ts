import { FastifyBaseLogger } from 'fastify';
import { sweepDecisionRecords } from '../platform/journal/sweep-decision-records';
import { closeUnanswered } from '../incidents/use-cases/close-unanswered';
import { Clock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { sweepIdempotencyKeys } from '../platform/transactions/sweep-idempotency-keys';
import { Environment } from './environment';

const EVERY_MS = 60_000;

interface HousekeepingParts {
  readonly environment: Pick<Environment, 'DECISION_RETENTION_MONTHS'>;
  readonly database: Database;
  /** Deletes decisions, which the program itself may not; null: they stay until a process has an owner. */
  readonly owner: Database | null;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/**
 * Once a minute records and deletes what is due by the clock alone. No response depends on it: what it writes is derived
 * from dates until then. Several processes may do it at once. Returns how to stop it, after the turn that is running.
 */
export function startHousekeeping({
  environment,
  database,
  owner,
  clock,
  log,
}: HousekeepingParts): () => Promise<void> {
  const chores: Readonly<Record<string, () => Promise<unknown>>> = {
    'unanswered incidents': () => closeUnanswered(database, clock.now()),
    'idempotency keys': () => sweepIdempotencyKeys(database, clock.now()),
    'decision records': async () =>
      owner && sweepDecisionRecords(owner, environment.DECISION_RETENTION_MONTHS, clock.now()),
  };
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => doAll(chores, log));
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

async function doAll(
  chores: Readonly<Record<string, () => Promise<unknown>>>,
  log: FastifyBaseLogger,
): Promise<void> {
  for (const [name, chore] of Object.entries(chores)) {
    await chore().catch((error: unknown) => log.error({ err: error }, `housekeeping failed: ${name}`));
  }
}
