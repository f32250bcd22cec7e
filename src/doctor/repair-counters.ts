import { lockFeed } from '../consulting/persistence/write-ledger';
import { lockContracts } from '../contracts/persistence/lock-contract';
import { isLockTimeout } from '../platform/database-fault';
import { groupedBy } from '../platform/reads/align-rows';
import { RequestData } from '../platform/request';
import { Sql } from '../platform/sql';
import { Database } from '../platform/transactions/database';
import { UnitOfWork, unitOfWork } from '../platform/transactions/unit-of-work';
import { Clock } from '../shared/domain/clock';
import { EVERYTHING } from '../shared/domain/tenant-scope';
import { Difference, differencesOf } from './compare-counters';
import { Counter, COUNTERS } from './counters';
import { DamagedRow, Repair } from './repairs';

/** What was found different, and what came of it. */
export interface RepairOutcome {
  readonly counter: string;
  readonly difference: Difference;
  /** Why it is as it was; null: it is now what its ledger says. */
  readonly left: string | null;
}

interface Found {
  readonly counter: Counter;
  readonly difference: Difference;
}

/** A row that differs from its history, in one counter or several that are written together. */
interface DifferingRow {
  readonly repair: Repair;
  readonly row: string;
}

const NOT_DERIVED = 'it follows from nothing that is kept';
const CONTRADICTS = 'it has no history, or one that contradicts itself';

/**
 * Puts every counter right that is not what its ledger says, while the program runs, and returns what was found of each. The
 * counters of a contract are compared again and written under its lock, with an entry of each in the audit log; a row that cannot be
 * repaired stays as it is. The database is that of its owner.
 */
export async function* repairCounters(
  database: Database,
  request: RequestData,
): AsyncGenerator<RepairOutcome> {
  const all = await find(database.sql, COUNTERS, request.clock);
  for (const [contractId, found] of groupedBy(all, ({ difference }) => difference.contractId))
    yield* await repairContract(database, request, contractId, found);
}

async function repairContract(
  database: Database,
  request: RequestData,
  contractId: string | null,
  seen: readonly Found[],
): Promise<readonly RepairOutcome[]> {
  const outcomes: RepairOutcome[] = [];
  try {
    await unitOfWork(database, request, async (unit) => {
      const { sql } = unit;
      if (contractId === null) await lockFeed(sql);
      else await lockContracts(sql, { ...request, scope: EVERYTHING }, [contractId], true);
      const counters = COUNTERS.filter(({ contract }) => (contract === null) === (contractId === null));
      for (const row of rowsOf(await find(sql, counters, request.clock, contractId)))
        outcomes.push(...(await repairRow(unit, contractId, row, request.clock)));
      const derivedFromNothing = counters.filter(({ repair }) => repair === null);
      for (const found of await find(sql, derivedFromNothing, request.clock, contractId))
        outcomes.push(outcomeOf(found, NOT_DERIVED));
      return {};
    });
    return outcomes;
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    return seen.map((found) => outcomeOf(found, 'another process holds the contract: repair once more'));
  }
}

/** What came of the row. Nothing where it is right by now: it was derived of another that has been repaired. */
async function repairRow(
  unit: UnitOfWork,
  contractId: string | null,
  { repair, row }: DifferingRow,
  clock: Clock,
): Promise<RepairOutcome[]> {
  const { sql, journal } = unit;
  const counters = COUNTERS.filter((counter) => counter.repair === repair);
  const findInRow = async () =>
    (await find(sql, counters, clock, contractId)).filter(({ difference }) => difference.row === row);
  const found = await findInRow();
  if (found.length === 0) return [];
  const usage = Object.fromEntries(
    found.map(({ counter, difference }) => [counter.usage, Number(difference.rebuilt)]),
  ) as DamagedRow['usage'];
  await sql.rows('SAVEPOINT repair');
  try {
    const thing = await repair.write(sql, { contractId, row, usage, now: clock.now() });
    if ((await findInRow()).length > 0) throw new Contradiction();
    const subject = { type: repair.thing, id: repair.thing === 'Contract' ? contractId! : row, contractId };
    if (thing !== undefined) journal.changed(subject, thing.before, thing.after);
    for (const { counter, difference } of found) {
      const name = `${counter.name} of ${difference.of}`;
      journal.changed(subject, { [name]: difference.kept }, { [name]: difference.rebuilt });
    }
    return found.map((each) => outcomeOf(each, null));
  } catch (error) {
    if (!(error instanceof Contradiction) && !isConstraintViolation(error)) throw error;
    await sql.rows('ROLLBACK TO SAVEPOINT repair');
    return found.map((each) => outcomeOf(each, CONTRADICTS));
  }
}

class Contradiction extends Error {}

function isConstraintViolation(error: unknown): boolean {
  return (error as { code?: string }).code?.startsWith('23') === true;
}

function outcomeOf({ counter, difference }: Found, left: string | null): RepairOutcome {
  return { counter: counter.name, difference, left };
}

/** What differs of one contract; null: everywhere. */
async function find(
  sql: Sql,
  counters: readonly Counter[],
  clock: Clock,
  contractId: string | null = null,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const counter of counters)
    for (const difference of await differencesOf(sql, counter, clock.now(), contractId))
      found.push({ counter, difference });
  return found;
}

/** Each row once, whatever differs in it: its checks hold for all of its columns together. */
function rowsOf(found: readonly Found[]): DifferingRow[] {
  const rows = new Map<string, DifferingRow>();
  for (const { counter, difference } of found) {
    const { repair } = counter;
    if (repair !== null) rows.set(`${repair.name} ${difference.row}`, { repair, row: difference.row });
  }
  return [...rows.values()];
}
