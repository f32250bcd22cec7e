import { Caller } from '../shared/domain/caller';
import { Journal } from '../shared/domain/journal';
import { writeJournals } from './journal/write-journal';
import { RequestData } from './request';
import { statement } from './sql';
import { Database } from './transactions/database';
import { UNGATED } from './transactions/lock-gate';
import { UnitOfWork } from './transactions/unit-of-work';

/** The name under which the program itself writes, in histories and in the audit log. */
const NAME = 'housekeeping';

const PROGRAM: Caller = {
  keyId: '0',
  name: NAME,
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
};

const REQUIRE_CURRENT = statement('require-current-program', 'SELECT require_current_program()');

/**
 * Runs what the program writes by itself in one transaction, with its journal. Nothing is written where a newer program has migrated
 * the database meanwhile.
 */
export function programWrite<T>(
  database: Database,
  now: Date,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  const request: RequestData = {
    caller: PROGRAM,
    clock: { now: () => now },
    requestId: NAME,
    command: null,
    isReplayed: false,
  };
  const journal = new Journal();
  return database.transaction(async (transaction) => {
    const result = await work({ ...transaction, journal, willLock: UNGATED });
    transaction.withCommit(transaction.sql.rows(REQUIRE_CURRENT));
    transaction.withCommit(writeJournals(transaction.sql, [{ request, journal }]));
    return result;
  });
}
