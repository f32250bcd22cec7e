import { Journal } from '../../shared/domain/journal';
import { Refused } from '../../shared/domain/refusal';
import { RequestData } from '../request';
import { tracedDatabase } from '../request-trace';
import { isLate, isLockTimeout, isSilence, OutcomeUnknown } from '../database-fault';
import { Database, Transaction } from './database';
import { LockGate } from './lock-gate';
import { violatedConstraint } from './constraint-violation';
import { IDEMPOTENCY_KEY_TAKEN, keyTextOf, StoredResult, storeResults } from './idempotency';
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
 * what is stored under its idempotency key (which is read once its lock is held), or SKIPPED where it did not wait for a lock.
 */
export interface BatchedWrite<In, Out extends object, Context extends RequestData = RequestData> {
  /** What the lock that a request needs is called, for the lock gate: by the same name as where others lock it. */
  readonly lockOf: (input: In) => string;
  readonly work: (
    transaction: Transaction,
    requests: readonly BatchedRequest<In, Context>[],
    waits: boolean,
  ) => Promise<readonly Worked<Out>[]>;
}

/** What became of a request inside the transaction; stored: a retry, whose result is there already. */
export type Worked<Out extends object> = Out | Refused | StoredResult<Out> | typeof SKIPPED;

type Asked<In, Context extends RequestData> = Pick<BatchedRequest<In, Context>, 'context' | 'input'>;

/**
 * Serves requests in one transaction and returns their outcomes in the same order, an error for each that was refused. Nobody
 * waits for another's lock: a request whose row another transaction has locked gets a promise, and is retried in a transaction
 * of its lock alone, which waits. So is the second of two requests with one idempotency key, and each of those that shared the
 * transaction with one at whose fault it failed. What waits goes through the gate, outside of the batch.
 */
export async function writeBatch<In, Out extends object, Context extends RequestData>(
  write: BatchedWrite<In, Out, Context>,
  database: Database,
  requests: readonly Asked<In, Context>[],
  locks = new LockGate(),
): Promise<(Out | Error | Promise<Out>)[]> {
  const repeated = repeatedKeys(requests);
  const together = requests.filter((request) => !repeated.has(request));
  const outcomes = await writeGroup(write, database, together, false);
  const now = new Map(
    together.map((request, nth) => [request, outcomes === null ? SKIPPED : outcomes[nth]!]),
  );
  const skipped = together.filter((request) => now.get(request) === SKIPPED);
  const later = new Map<Asked<In, Context>, Promise<Out>>();
  for (const group of [...groupedByLock(write, skipped), ...[...repeated].map((request) => [request])]) {
    const waited = writeInTurn(write, database, group, locks);
    group.forEach((request, nth) => later.set(request, outcomeAt(waited, nth)));
  }
  return requests.map((request) => later.get(request) ?? (now.get(request) as Out | Error));
}

/** Those whose idempotency key another request before them has too. */
function repeatedKeys<Request extends { readonly context: RequestData }>(
  requests: readonly Request[],
): ReadonlySet<Request> {
  const seen = new Set<string>();
  const repeated = new Set<Request>();
  for (const request of requests) {
    const key = keyTextOf(request.context);
    if (key === null) continue;
    if (seen.has(key)) repeated.add(request);
    seen.add(key);
  }
  return repeated;
}

/** Waits for the lock that all of them need, in the gate; where the fault of one failed the others, each waits again for itself. */
async function writeInTurn<In, Out extends object, Context extends RequestData>(
  write: BatchedWrite<In, Out, Context>,
  database: Database,
  requests: readonly Asked<In, Context>[],
  locks: LockGate,
): Promise<readonly (Out | Error | Promise<Out>)[]> {
  const lock = write.lockOf(requests[0]!.input);
  const outcomes = await locks.run(() => writeGroup(write, database, requests, true), lock);
  if (outcomes !== null) return outcomes as readonly (Out | Error)[];
  return requests.map((request) => outcomeAt(writeInTurn(write, database, [request], locks), 0));
}

async function outcomeAt<Out>(outcomes: Promise<readonly unknown[]>, nth: number): Promise<Out> {
  const outcome = await (await outcomes)[nth];
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

/** Null where the fault of one failed all. */
async function writeGroup<In, Out extends object, Context extends RequestData>(
  write: BatchedWrite<In, Out, Context>,
  database: Database,
  asked: readonly Asked<In, Context>[],
  waits: boolean,
): Promise<readonly (Out | Error | typeof SKIPPED)[] | null> {
  const requests = asked.map((request) => ({ ...request, journal: new Journal() }));
  // As with reads: it is noted once, and the others know how long they waited for it.
  const trace = asked.find(({ context }) => context.trace)?.context.trace ?? null;
  let isDecided = false;
  try {
    const outcomes = await tracedDatabase(database, trace).transaction(async (transaction) => {
      transaction.whenCommitted((position) => {
        for (const { context } of requests) context.noteWrite?.(position);
      });
      const worked = await write.work(transaction, requests, waits);
      // Before the journal, which locks what all writers need: no transaction waits for a key while it holds that.
      transaction.withCommit(storeResults(transaction.sql, resultsOf(requests, worked)));
      transaction.withCommit(writeJournals(transaction.sql, journalsOf(requests, worked)));
      isDecided = true;
      return worked;
    });
    return outcomes.map((outcome, nth) => {
      if (!(outcome instanceof StoredResult)) return outcome;
      requests[nth]!.context.isReplayed = true;
      return outcome.result;
    });
  } catch (error) {
    // Who was faster under the same key has committed: what it stored is read now.
    if (violatedConstraint(error) !== IDEMPOTENCY_KEY_TAKEN) {
      // Of a group that waits, all want the lock that was not had.
      const isOfAll = waits && isLockTimeout(error);
      if (requests.length === 1 || isOfAll || !isFaultOfOne(error, isDecided)) throw error;
    }
    return null;
  }
}

function resultsOf<Out extends object>(
  requests: readonly Pick<BatchedRequest<unknown>, 'context'>[],
  worked: readonly Worked<Out>[],
): { request: RequestData; result: unknown }[] {
  return requests.flatMap(({ context: request }, nth) => {
    const result = worked[nth]!;
    const isWritten = !(result === SKIPPED || result instanceof Refused || result instanceof StoredResult);
    return isWritten ? [{ request, result }] : [];
  });
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
