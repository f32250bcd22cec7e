import { failedRule, passed } from '../../../src/shared/domain/decision';
import { Refused, ruleBroken } from '../../../src/shared/domain/refusal';
import { Database } from '../../../src/platform/transactions/database';
import { UnitOfWork } from '../../../src/platform/transactions/unit-of-work';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { RequestContext } from '../../../src/catalog/request-context';
import { rowCounts } from '../../support/row-counts';
import { ADMIN_CALLER as caller } from '../../support/admin-caller';
import { TestClock } from '../../support/test-clock';
import { freshDatabase, TestDatabase } from '../../support/test-database';

const subject = { type: 'Customer' as const, id: '1', contractId: null };
const RULE = passed('INVALID_STATE', 'All is well.');

let target: TestDatabase;
let database: Database;
beforeAll(async () => {
  target = await freshDatabase('unit_of_work');
  ({ database } = target);
});
afterAll(() => target.close());

interface DecisionRow {
  readonly contract_id: string | null;
  readonly mutation: string;
  readonly allowed: boolean;
  readonly rules: readonly { readonly rule: string; readonly outcome: string }[];
}

/** Decisions that were recorded since the last look. */
const takeDecisions = () => database.sql.rows<DecisionRow>('DELETE FROM decision_records RETURNING *');

function contextOf(input: Record<string, unknown> = {}): RequestContext {
  const clock = new TestClock('2026-06-10T10:00:00Z');
  const context = new RequestContext(new Catalog(database), database, clock, caller, 'request-1');
  context.command = { mutation: 'createCustomer', input };
  return context;
}

/** Writes a customer, notes it, and goes on as it is told. */
const writing =
  (goOn: (unit: UnitOfWork) => void) =>
  async (unit: UnitOfWork): Promise<string> => {
    unit.journal.recordOrThrow(null, { number: 'C-1' }, [RULE]);
    await unit.sql.rows(
      `INSERT INTO customers (number, number_folded, name, name_folded, region, is_partner)
       VALUES ('C-1', 'c-1', 'One', 'one', 'EUROPE', false)`,
    );
    unit.journal.created(subject, { number: 'C-1' });
    goOn(unit);
    return 'written';
  };

const taken = new Refused([ruleBroken('CONFLICT', 'Another customer has this number.', ['input', 'number'])]);

it.each<[string, (unit: UnitOfWork) => void]>([
  ['a bug', () => fail(new Error('a fault'))],
  ['a change that cannot be written down', ({ journal }) => journal.created(subject, { amount: 1n })],
  [
    'a fact that cannot be written down',
    ({ journal }) => journal.recordOrThrow(null, { amount: 1n }, [RULE]),
  ],
])(
  'a write leaves nothing behind after %s: no effect, no entry, no decision, no key',
  async (_what, goOn) => {
    const before = await rowCounts(database);
    await expect(contextOf({ idempotencyKey: 'key' }).write(writing(goOn))).rejects.toThrow();
    expect(await rowCounts(database)).toEqual(before);
    expect(await takeDecisions()).toEqual([]);
  },
);

it('a write whose result cannot be stored under its key leaves nothing behind', async () => {
  const before = await rowCounts(database);
  const write = contextOf({ idempotencyKey: 'key' }).write(async (unit) => {
    await writing(() => undefined)(unit);
    return () => 'a function';
  });
  await expect(write).rejects.toThrow();
  expect(await rowCounts(database)).toEqual(before);
  expect(await takeDecisions()).toEqual([]);
});

it('a refusal by a rule leaves the decision that refused, and nothing else', async () => {
  const before = await rowCounts(database);
  const refuse = ({ journal }: UnitOfWork) =>
    journal.recordOrThrow('5', { used: 3 }, [RULE, failedRule('INVALID_INPUT', 'No.')]);
  await expect(contextOf({ idempotencyKey: 'key' }).write(writing(refuse))).rejects.toThrow(Refused);
  expect(await rowCounts(database)).toEqual(before);
  expect(await takeDecisions()).toMatchObject([
    { contract_id: '5', allowed: false, rules: [RULE, { rule: 'INVALID_INPUT', outcome: 'FAILED' }] },
  ]);
});

it('a refusal by a constraint is told by the decision', async () => {
  const before = await rowCounts(database);
  await expect(contextOf().write(writing(() => fail(taken)))).rejects.toBe(taken);
  expect(await rowCounts(database)).toEqual(before);
  expect(await takeDecisions()).toMatchObject([
    { contract_id: null, allowed: false, rules: [RULE, { rule: 'CONFLICT', outcome: 'FAILED' }] },
  ]);
});

it('a refusal that came before any rule was asked is kept with its contract, and not without one', async () => {
  const locked = contextOf().write((unit) => {
    unit.journal.concerns('5');
    return Promise.reject(taken);
  });
  await expect(locked).rejects.toBe(taken);
  await expect(contextOf().write(() => Promise.reject(taken))).rejects.toBe(taken);
  expect(await takeDecisions()).toMatchObject([
    { contract_id: '5', allowed: false, rules: [{ rule: 'CONFLICT', outcome: 'FAILED' }] },
  ]);
});

function fail(error: Error): never {
  throw error;
}
