import { FastifyBaseLogger } from 'fastify';
import { sweepDecisionRecords } from '../platform/journal/sweep-decision-records';
import { Catalog } from '../catalog/persistence/catalog';
import { tellDueContracts } from '../contracts/use-cases/tell-due-contracts';
import { tellDueIncidents } from '../incidents/use-cases/tell-due-incidents';
import { closeUnanswered } from '../incidents/use-cases/close-unanswered';
import { sweepDeliveries } from '../events/persistence/webhook-deliveries';
import { Clock } from '../shared/domain/clock';
import { ServiceState } from '../http/service-state';
import { Database } from '../platform/transactions/database';
import { sweepIdempotencyKeys } from '../platform/transactions/sweep-idempotency-keys';
import { Environment } from './environment';

const EVERY_MS = 60_000;
/** What others wait for. */
const EVERY_SECOND_MS = 1_000;

export type Chores = Readonly<Record<string, () => Promise<unknown>>>;

interface HousekeepingParts {
  readonly environment: Pick<Environment, 'DECISION_RETENTION_MONTHS'>;
  readonly database: Database;
  /** Deletes decisions, which the program itself may not; null: they stay until a process has an owner. */
  readonly owner: Database | null;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly state: Pick<ServiceState, 'isOutdated'>;
  readonly log: FastifyBaseLogger;
}

/**
 * Once a minute deletes what is due by the clock alone, and each second tells what has come by it. No response depends on
 * it: what it writes is derived from dates until then. Several processes may do it at once. Returns how to stop it, after the turn that is running.
 */
export function startHousekeeping({
  environment,
  database,
  owner,
  catalog,
  clock,
  state,
  log,
}: HousekeepingParts): () => Promise<void> {
  const chores: Chores = {
    'idempotency keys': () => sweepIdempotencyKeys(database, clock.now()),
    'webhook deliveries': () => sweepDeliveries(database.sql, clock.now()),
    'decision records': async () =>
      owner && sweepDecisionRecords(owner, environment.DECISION_RETENTION_MONTHS, clock.now()),
  };
  // A warning comes before what it warns of, also when both are late.
  const tellings: Chores = {
    'events of incidents': () => tellDueIncidents(database, clock.now()),
    'unanswered incidents': () => closeUnanswered(database, clock.now()),
    'events of contracts': () => tellDueContracts(database, catalog, clock.now()),
  };
  const stops = [repeat(chores, EVERY_MS, { state, log }), repeat(tellings, EVERY_SECOND_MS, { state, log })];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/**
 * Does the chores again and again, but nothing while the database is newer than this program; a turn that is not done when the next
 * is due is not followed by it. Returns how to stop it.
 */
export function repeat(
  chores: Chores,
  everyMs: number,
  { state, log }: Pick<HousekeepingParts, 'state' | 'log'>,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (state.isOutdated) return;
    running ??= doAll(chores, log).finally(() => (running = null));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function doAll(chores: Chores, log: FastifyBaseLogger): Promise<void> {
  for (const [name, chore] of Object.entries(chores)) {
    await chore().catch((error: unknown) => log.error({ err: error }, `housekeeping failed: ${name}`));
  }
}
