import { Journal } from '../../shared/domain/journal';
import { Refused } from '../../shared/domain/refusal';
import { RequestData } from '../request';
import { Database, Transaction } from './database';
import { claimIdempotencyKey, keyTextOf, storeResult } from './idempotency';
import { UNGATED, WillLock } from './lock-gate';
import { writeJournals } from '../journal/write-journal';

/** A transaction that also keeps a journal of what was decided and changed in it. */
export interface UnitOfWork extends Transaction {
  readonly journal: Journal;
  readonly willLock: WillLock;
}

/** What is needed to lock something, after it was said. */
export type Locking = Pick<UnitOfWork, 'sql' | 'willLock'>;

/**
 * Runs a use case's writes in one transaction, with all that comes with every write: a retry under the same idempotency
 * key returns the stored result, the audit log and the decisions are written with the effect. Whatever `work` throws
 * leaves nothing behind but, when it was refused, the record of the decision.
 */
export async function unitOfWork<T>(
  database: Database,
  request: RequestData,
  work: (unit: UnitOfWork) => Promise<T>,
  willLock = UNGATED,
): Promise<T> {
  const journal = new Journal();
  const tell = (position: string) => request.noteWrite?.(position);
  try {
    return await database.transaction(async (transaction) => {
      transaction.whenCommitted(tell);
      const key = keyTextOf(request);
      // One alone: to claim a key is to wait for who has claimed it, whatever that one waits for.
      if (key !== null) willLock(`idempotency key ${key}`, 1);
      const earlier = await claimIdempotencyKey<T>(request, transaction.sql);
      if (earlier !== null) {
        request.isReplayed = true;
        return earlier.result;
      }
      const result = await work({ ...transaction, journal, willLock });
      transaction.withCommit(writeJournals(transaction.sql, [{ request, journal }]));
      transaction.withCommit(storeResult(request, transaction.sql, result));
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) {
      const refused = [{ request, journal: journal.afterRefusal(error.refusals) }];
      if (database.tellsPositions) {
        await database.transaction(async (transaction) => {
          transaction.whenCommitted(tell);
          await writeJournals(transaction.sql, refused);
        });
      } else await writeJournals(database.sql, refused);
    }
    throw error;
  }
}
