import { Journal } from '../../shared/domain/journal';
import { Refusal, Refused } from '../../shared/domain/refusal';
import { RequestData } from '../request';
import { Sql } from '../sql';
import { Transaction } from './database';
import { BatchedRequest, BatchedWrite, SKIPPED } from './batched-write';
import { readStoredResults, StoredResult } from './idempotency';
import { allEnded } from '../all-ended';

/**
 * The steps of a write that serves several requests in one transaction: all are locked by one statement, each is decided
 * by itself, and those that were accepted are written by one statement.
 */
export interface BatchedSteps<
  In,
  Locked,
  Accepted extends object,
  Out extends object,
  Context extends RequestData,
> {
  /** Requests of the same key need the same lock. */
  readonly lockOf: (input: In) => string;
  /**
   * Locks what the requests need, then reads what is known of it, in the order of the requests. Null where there is no
   * such thing for the caller and, unless it waits, where another transaction holds the lock.
   */
  readonly lock: (
    sql: Sql,
    requests: readonly BatchedRequest<In, Context>[],
    waits: boolean,
  ) => Promise<readonly (Locked | null)[]>;
  /** Why a request is refused that named no such thing. */
  readonly notFound: (context: Context) => Refusal;
  /** Decides one request; those that this transaction has accepted before it are not written yet. */
  readonly decide: (
    sql: Sql,
    request: BatchedRequest<In, Context>,
    locked: Locked,
    acceptedBefore: readonly Accepted[],
  ) => Promise<Accepted | Refused>;
  /** Writes the accepted ones, with the commit where nothing has to be read of it, and returns what came of them in the same order. */
  readonly write: (
    transaction: Transaction,
    accepted: readonly Accepted[],
  ) => readonly Out[] | Promise<readonly Out[]>;
  /** Enters what came of a request into its journal: what was made, and what others are told. */
  readonly enter: (journal: Journal, accepted: Accepted, written: Out) => void;
}

/** The batched write that takes its requests through the steps. */
export function batchedSteps<
  In,
  Locked,
  Accepted extends object,
  Out extends object,
  Context extends RequestData,
>(steps: BatchedSteps<In, Locked, Accepted, Out, Context>): BatchedWrite<In, Out, Context> {
  const work: BatchedWrite<In, Out, Context>['work'] = async (transaction, requests, waits) => {
    const contexts = requests.map(({ context }) => context);
    // Sent behind the lock on its connection, so that the keys are read while it is held.
    const [locked, stored] = await allEnded(
      steps.lock(transaction.sql, requests, waits),
      readStoredResults<Out>(transaction.sql, contexts),
    );
    const accepted: Accepted[] = [];
    /** Of each request: why it was refused, what is stored of it, or its place among the accepted ones. */
    const outcomes: (Refused | StoredResult<Out> | typeof SKIPPED | number)[] = [];
    for (const [nth, request] of requests.entries()) {
      const earlier = stored.get(request.context);
      if (earlier !== undefined) {
        outcomes.push(earlier);
        continue;
      }
      const own = locked[nth] ?? null;
      if (own === null) {
        outcomes.push(waits ? new Refused([steps.notFound(request.context)]) : SKIPPED);
        continue;
      }
      const decided = await steps.decide(transaction.sql, request, own, accepted);
      outcomes.push(decided instanceof Refused ? decided : accepted.push(decided) - 1);
    }
    const written = await steps.write(transaction, accepted);
    return outcomes.map((outcome, nth) => {
      if (typeof outcome !== 'number') return outcome;
      const thing = written[outcome]!;
      steps.enter(requests[nth]!.journal, accepted[outcome]!, thing);
      return thing;
    });
  };
  return { lockOf: steps.lockOf, work };
}
