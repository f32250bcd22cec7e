import { Journal } from '../../shared/domain/journal';
import { Refused } from '../../shared/domain/refusal';
import { RequestData } from '../request';
import { isLate, isLockTimeout, isSilence, OutcomeUnknown } from '../database-fault';
import { Database, Transaction } from './database';
import { LockGate } from './lock-gate';
import { unitOfWork } from './unit-of-work';
import { RequestJournal, writeJournals } from '../journal/write-journal';

/** Another transaction holds the lock that a request needs, so SKIP LOCKED left it out: retried with a wait for the lock. */
export const SKIPPED = Symbol('skipped');

/** One request of a batch. */
export interface BatchedRequest<In, Context extends RequestData = RequestData> {
  readonly context: Context;
  readonly input: In;
  readonly journal: Journal;
}

/**
 * A use case that serves several requests in one transaction. Each has its own outcome: what it did, why it was refused,
 * or SKIPPED where it did not wait for a lock.
 */
export interface BatchedWrite<In, Out extends object, Context extends RequestData = RequestData> {
  /** Requests of the same key need the same lock. */
  readonly lockOf: (input: In) => string;
  readonly work: (
    transaction: Transaction,
    requests: readonly BatchedRequest<In, Context>[],
    waits: boolean,
  ) => Promise<readonly (Out | Refused | typeof SKIPPED)[]>;
}

type Asked<In, Context extends RequestData> = Pick<BatchedRequest<In, Context>, 'context' | 'input'>;

/** Serves one request in a transaction of its own, with its idempotency key. Throws Refused. */
export function writeOne<In, Out extends object, Context extends RequestData>(
  { work }: BatchedWrite<In, Out, Context>,
  database: Database,
  { context, input }: Asked<In, Context>,
): Promise<Out> {
  return unitOfWork(database, context, async (unit) => {
    const [outcome] = await work(unit, [{ context, input, journal: unit.journal }], true);
    if (outcome instanceof Refused) throw outcome;
    return outcome as Out;
  });
}

/**
 * Serves requests without an idempotency key in one transaction and returns their outcomes in the same order, an error for
 * each that was refused. Nobody waits for another's lock: a request whose row another transaction has locked gets a promise,
 * and is retried in a transaction of its lock alone, which waits.
 */
export async function writeBatch<In, Out extends object, Context extends RequestData>(
  write: BatchedWrite<In, Out, Context>,
  database: Database,
  requests: readonly Asked<In, Context>[],
  locks = new LockGate(),
): Promise<(Out | Error | Promise<Out>)[]> {
  const outcomes = await writeGroup(write, database, requests, false);
  const skipped = requests.filter((_request, nth) => outcomes[nth] === SKIPPED);
  const later = new Map<Asked<In, Context>, Promise<Out>>();
  for (const group of groupedByLock(write, skipped)) {
    const lock = write.lockOf(group[0]!.input);
    const waited = locks.run(lock, () => writeGroup(write, database, group, true));
    group.forEach((request, nth) => later.set(request, outcomeAt(waited, nth)));
  }
  return requests.map((request, nth) => later.get(request) ?? (outcomes[nth] as Out | Error));
}

async function outcomeAt<Out>(outcomes: Promise<readonly unknown[]>, nth: number): Promise<Out> {
  const outcome = (await outcomes)[nth];
  if (outcome instanceof Error) throw outcome;
  return outcome as Out;
}

function groupedByLock<In, Request extends { readonly input: In }>(
  { lockOf }: { readonly lockOf: (input: In) => string },
  requests: readonly Request[],
): (readonly Request[])[] {
  const locks = new Set(requests.map(({ input }) => lockOf(input)));
  return [...locks].map((lock) => requests.filter(({ input }) => lockOf(input) === lock));
}

async function writeGroup<In, Out extends object, Context extends RequestData>(
  write: BatchedWrite<In, Out, Context>,
  database: Database,
  asked: readonly Asked<In, Context>[],
  waits: boolean,
): Promise<readonly (Out | Error | typeof SKIPPED)[]> {
  const requests = asked.map((request) => ({ ...request, journal: new Journal() }));
  let isDecided = false;
  try {
    return await database.transaction(async (transaction) => {
      transaction.whenCommitted((position) => {
        for (const { context } of requests) context.noteWrite?.(position);
      });
      const outcomes = await write.work(transaction, requests, waits);
      transaction.withCommit(writeJournals(transaction.sql, journalsOf(requests, outcomes)));
      isDecided = true;
      return outcomes;
    });
  } catch (error) {
    // Of a group that waits, all want the lock that was not had.
    const isOfAll = waits && isLockTimeout(error);
    if (requests.length === 1 || isOfAll || !isFaultOfOne(error, isDecided)) throw error;
    return Promise.all(
      asked.map((request) => writeOne(write, database, request).catch((fault: Error) => fault)),
    );
  }
}

/** Of a refused request, the decision alone. */
function journalsOf(
  requests: readonly Pick<BatchedRequest<unknown>, 'context' | 'journal'>[],
  outcomes: readonly unknown[],
): RequestJournal[] {
  return requests.map(({ context, journal }, nth) => {
    const outcome = outcomes[nth];
    const kept = outcome instanceof Refused ? journal.afterRefusal(outcome.refusals) : journal;
    return { request: context, journal: kept };
  });
}

/** Data that do not fit, a broken constraint. A timeout or a deadlock is of one of them too, and of no other. */
const OF_ONE = /^(22|23)/;

/**
 * Whether the others would have been served, so that each is tried again by itself. Once a commit may have been sent,
 * only the database's own word counts that it was rolled back: nothing is ever written twice.
 */
function isFaultOfOne(error: unknown, isDecided: boolean): boolean {
  if (error instanceof OutcomeUnknown || isSilence(error)) return false;
  const { code } = error as { code?: string };
  if (isLate(error)) return true;
  return code === undefined ? !isDecided : OF_ONE.test(code);
}
