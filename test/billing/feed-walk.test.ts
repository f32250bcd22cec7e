import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { ConsultingUsage, usagePage } from '../../src/billing/persistence/consulting-usage';
import { orderAdditionalConsulting } from '../../src/consulting/use-cases/order-additional-consulting';
import { Clock, systemClock } from '../../src/shared/domain/clock';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { Database } from '../../src/platform/transactions/database';
import { order } from '../support/builders';
import { gate, stoppingBeforeCommit, untilSomebodyWaits } from '../support/stopping-before-commit';
import { useServer } from '../support/test-server';

const WRITERS = 8;
const ORDERS_EACH = process.env.AMBIT_LONG === '1' ? 200 : 25;
const ALL_TIME = { from: new Date(0), to: new Date('2999-01-01T00:00:00Z'), boundTo: null, customerId: null };

describe('the feed of consulting usage', () => {
  const server = useServer(undefined, 'feed_walk');
  let catalog: Catalog;
  const contracts: string[] = [];
  beforeAll(async () => {
    catalog = new Catalog(server.database);
    const admin = await server.as('ADMIN');
    for (let n = 0; n < WRITERS; n += 1)
      contracts.push(parseGlobalId((await order(admin, 'it-novum', 'basic')).id)!.id);
  });

  function contextOver(database: Database, clock: Clock = systemClock): RequestContext {
    const caller = {
      keyId: '1',
      name: 'writer',
      role: 'ADMIN',
      customerId: null,
      isPartner: false,
      providerId: null,
    } as const;
    return new RequestContext(catalog, database, clock, caller, 'feed-walk');
  }

  function write(contractId: string, database: Database = server.database): Promise<unknown> {
    const input = { contractId, blocks: 1, listPricePerHour: '150', currency: 'EUR' };
    return orderAdditionalConsulting(contextOver(database), input);
  }

  /** Everything after a cursor, page by page, and the cursor of the last row. */
  async function walk(after: string | null): Promise<{ rows: ConsultingUsage[]; cursor: string | null }> {
    const rows: ConsultingUsage[] = [];
    for (let cursor = after; ;) {
      const page = await usagePage(server.database.sql, ALL_TIME, { first: 7, after: cursor });
      rows.push(...page.rows);
      if (page.rows.length > 0) cursor = page.cursorOf(page.rows.at(-1)!);
      if (!(await page.hasNextPage())) return { rows, cursor };
    }
  }

  it('the feed of consulting usage shows every row once, and none out of order, while eight write and one walks', async () => {
    let isWriting = true;
    const writing = Promise.all(
      contracts.map(async (contractId) => {
        for (let n = 0; n < ORDERS_EACH; n += 1) await write(contractId);
      }),
    ).finally(() => (isWriting = false));
    const seen: string[] = [];
    let cursor: string | null = null;
    while (isWriting) {
      const committed = (await walk(null)).rows.map((row) => row.id);
      const next = await walk(cursor);
      seen.push(...next.rows.map((row) => row.id));
      cursor = next.cursor;
      // Whatever was committed before this walk has been shown by now.
      expect(seen.slice(0, committed.length)).toEqual(committed);
    }
    await writing;
    seen.push(...(await walk(cursor)).rows.map((row) => row.id));
    expect(seen).toEqual((await walk(null)).rows.map((row) => row.id));
    expect(seen).toHaveLength(WRITERS * ORDERS_EACH);
    expect(new Set(seen).size).toBe(seen.length);
  }, 300_000);

  it('the feed of consulting usage never shows a row before one that is not committed yet', async () => {
    const before = await walk(null);
    const stop = stoppingBeforeCommit(server.database);
    const slow = write(contracts[0]!, stop.database);
    await stop.reached;
    let isWritten = false;
    const quick = write(contracts[1]!).then(() => (isWritten = true));
    await untilSomebodyWaits(server.database);
    expect((await walk(before.cursor)).rows).toEqual([]);
    expect(isWritten).toBe(false);
    stop.release();
    await Promise.all([slow, quick]);
    const after = await walk(before.cursor);
    expect(after.rows.map((row) => row.contract.id)).toEqual([contracts[0], contracts[1]]);
  });

  it('the feed of consulting usage shows what began before a walk and was committed after it', async () => {
    const [begun, release] = [gate(), gate()];
    const { database } = server;
    const startsSlowly: Database = {
      ...database,
      scopedTo: () => startsSlowly,
      transaction: (work) =>
        database.transaction(async (transaction) => {
          // The transaction has an id and a snapshot of its own before the others write.
          await transaction.sql.rows('SELECT pg_current_xact_id()');
          begun.open();
          await release.opened;
          return work(transaction);
        }),
    };
    const slow = write(contracts[0]!, startsSlowly);
    await begun.opened;
    await write(contracts[1]!);
    const { cursor } = await walk(null);
    release.open();
    await slow;
    expect((await walk(cursor)).rows.map((row) => row.contract.id)).toEqual([contracts[0]]);
  });
});
