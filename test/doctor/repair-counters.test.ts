import { dataSourceFor } from '../../src/boot/data-source';
import { databaseOver } from '../../src/platform/transactions/database';
import { programRequest } from '../../src/access/use-cases/program-request';
import { RepairOutcome, repairCounters } from '../../src/doctor/repair-counters';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { verifyAuditLog } from '../../src/platform/journal/verify-audit-log';
import { cancel, reverse } from '../consulting/consulting-api';
import { runCli } from '../cli/run-cli';
import { countersAgree } from '../support/counters-agree';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { DAMAGES } from './damages';
import { writeLedgers } from './write-ledgers';

async function blocksOf({ database }: TestServer) {
  const text = 'SELECT * FROM consulting_blocks ORDER BY id';
  return { blocks: await database.sql.rows<{ id: string; status: string }>(text) };
}

const CHANGED_PLACE = 'UPDATE consulting_events SET position = 7 WHERE position = 2';

describe('repairCounters', () => {
  let target: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    target = await freshDatabase('repair');
    server = await startTestServer(undefined, target);
    await writeLedgers(server);
  });
  afterAll(() => server.close());

  /** As a superuser does with the triggers switched off. */
  async function damage(text: string): Promise<void> {
    await server.database.transaction(async ({ sql }) => {
      await sql.rows('SET LOCAL session_replication_role = replica');
      await sql.rows(text);
    });
  }

  async function repaired(database = server.database): Promise<RepairOutcome[]> {
    const request = programRequest(database, 'command line', 'repairCounters', new Date());
    const outcomes: RepairOutcome[] = [];
    for await (const outcome of repairCounters(database, request)) outcomes.push(outcome);
    return outcomes;
  }

  const audited = (name: string) =>
    server.database.sql.rows<{ before: object; after: object }>(
      `SELECT before, after FROM audit_log WHERE mutation = 'repairCounters' AND before ? $1 ORDER BY id`,
      [name],
    );
  const rowsOf = async (table: string) =>
    server.database.sql.rows<object>(`SELECT * FROM ${table} ORDER BY ${table}::text`);

  it('repairCounters changes nothing where nothing differs', async () => {
    expect(await repaired()).toEqual([]);
    expect(await server.database.sql.rows(`SELECT FROM audit_log WHERE mutation = 'repairCounters'`)).toEqual(
      [],
    );
  });

  it.each(DAMAGES.filter(([text]) => text !== CHANGED_PLACE))(
    'repairCounters puts right what %s did, and audits it',
    async (text, difference) => {
      const [, name, of, kept, rebuilt] = /^(.*?): (.*?): (.*), not (.*)$/.exec(difference)!;
      const asText = (value: string) => (value === 'null' ? null : value);
      const tables = [
        'contracts',
        'contract_years',
        'incidents',
        'consulting_orders',
        'consulting_blocks',
        'consulting_feed',
      ];
      const before = await Promise.all(tables.map(rowsOf));
      await damage(text);
      expect((await repaired()).map((each) => [each.counter, each.difference.of, each.left])).toEqual([
        [name, of, null],
      ]);
      await countersAgree(server.database);
      const label = `${name} of ${of}`;
      expect((await audited(label)).at(-1)).toEqual({
        before: { [label]: asText(kept!) },
        after: { [label]: asText(rebuilt!) },
      });
      const after = await Promise.all(tables.map(rowsOf));
      // A limit of the last use is no derived value, and some damages change it with what is used.
      expect(JSON.stringify(after).replace(/"satellites_limit":(\d+|null)/g, '')).toBe(
        JSON.stringify(before).replace(/"satellites_limit":(\d+|null)/g, ''),
      );
    },
  );

  it('repairCounters writes the counters of a row at once, whose check holds for all of them together', async () => {
    await damage('UPDATE contracts SET additional_blocks_ordered = 9, additional_blocks_used = 9');
    expect((await repaired()).map(({ left }) => left)).toEqual([null, null]);
    await countersAgree(server.database);
  });

  it('repairCounters derives anew what lists read of a contract and of its running year', async () => {
    const before = [await rowsOf('contracts'), await rowsOf('contract_years')];
    await damage(`UPDATE contracts SET status = 'ENDED', renews_on = NULL, contacts_allowed = 9;
      UPDATE contract_years SET included_blocks_allowed = 9`);
    expect((await repaired()).map(({ counter, left }) => [counter, left])).toEqual([
      ['what lists read of contracts', null],
      ['what lists read of running contract years: included_blocks_allowed', null],
    ]);
    expect([await rowsOf('contracts'), await rowsOf('contract_years')]).toEqual(before);
    expect(await audited('what lists read of contracts of K-1')).toHaveLength(1);
  });

  it('repairCounters counts what is used although it is more than the limit of the last use', async () => {
    await damage('UPDATE contracts SET contacts_used = 0, contacts_limit = 0');
    expect(await repaired()).toMatchObject([{ counter: 'named contacts', left: null }]);
    await countersAgree(server.database);
  });

  it('repairCounters moves the end of the feed to its last place', async () => {
    await damage('UPDATE consulting_feed SET position = 1, latest_occurred_at = NULL');
    expect(await repaired()).toMatchObject([{ counter: 'end of the billing feed', left: null }]);
    await countersAgree(server.database);
    expect(await audited('end of the billing feed of the feed')).toHaveLength(1);
  });

  it.each(['CANCELLED', 'REVERSED'])(
    'repairCounters gives a block that is %s its instants back',
    async (status) => {
      const admin = await server.as('ADMIN');
      const { blocks } = await blocksOf(server);
      const block = blocks.find((each) => each.status === (status === 'CANCELLED' ? 'BOOKED' : 'DELIVERED'))!;
      const id = toGlobalId('ConsultingBlock', block.id);
      await (status === 'CANCELLED' ? cancel(admin, id) : reverse(admin, id));
      const before = await blocksOf(server);
      await damage(`UPDATE consulting_blocks SET status = 'BOOKED', cancelled_at = NULL, delivered_at = NULL,
      delivered_by = NULL, delivery_recorded_at = NULL, reversed_at = NULL WHERE id = ${block.id}`);
      expect(await repaired()).toMatchObject([
        { difference: { kept: 'BOOKED', rebuilt: status }, left: null },
      ]);
      expect(await blocksOf(server)).toEqual(before);
    },
  );

  it('repairCounters waits for no contract that another holds, and says so', async () => {
    await damage('UPDATE contracts SET contacts_used = 0');
    await server.database.transaction(async ({ sql }) => {
      await sql.rows('SELECT FROM contracts FOR UPDATE');
      const settings = { DATABASE_POOL_SIZE: 2, DATABASE_STATEMENT_TIMEOUT_MS: 30_000, LOCK_TIMEOUT_MS: 50 };
      const impatient = await dataSourceFor(target.url, settings).initialize();
      expect((await repaired(databaseOver(impatient))).map(({ left }) => left)).toEqual([
        'another process holds the contract: repair once more',
      ]);
      await impatient.destroy();
    });
    expect(await repaired()).toMatchObject([{ left: null }]);
  });

  it('the program itself may not change what an order says, whatever it sets', async () => {
    const change = server.program.transaction(async ({ sql }) => {
      await sql.rows(`SELECT set_config('ambit.repair', 'on', true)`);
      await sql.rows('UPDATE consulting_orders SET blocks = 7');
    });
    await expect(change).rejects.toMatchObject({ code: '23001' });
  });

  it('repairCounters leaves alone what follows from nothing, and repairs the rest of the contract', async () => {
    await damage('UPDATE contracts SET satellites_used = 6, satellites_limit = 10');
    await damage(`INSERT INTO consulting_blocks (contract_id, contract_year, source, status, starts_at, subject, booked_at)
      SELECT contract_id, contract_year, source, 'BOOKED', starts_at, subject, booked_at FROM consulting_blocks,
      generate_series(1, 3) WHERE source = 'INCLUDED' AND id = (SELECT min(id) FROM consulting_blocks)`);
    await damage(CHANGED_PLACE);
    const outcomes = await repaired();
    expect(outcomes.map(({ counter, left }) => [counter, left])).toEqual(
      expect.arrayContaining([
        ['satellites', null],
        ['status of consulting blocks', 'it has no history, or one that contradicts itself'],
        ['included consulting blocks within the plan', 'it follows from nothing that is kept'],
        ['places of the billing feed', 'it follows from nothing that is kept'],
      ]),
    );
    const again = await repaired();
    expect(again.every(({ left }) => left !== null)).toBe(true);
  });

  it('npm run doctor -- --repair says what it repaired, and fails where something is left', async () => {
    await damage(`UPDATE contracts SET contacts_used = 0; ${CHANGED_PLACE}`);
    const { code, stdout } = await runCli('doctor', ['--repair'], target.url);
    expect(stdout).toContain('REPAIRED  named contacts\n  K-1: kept 0, by the ledger 1\n');
    expect(stdout).toContain('LEFT  places of the billing feed\n');
    expect(stdout).toContain('ok  named contacts\n');
    expect(code).toBe(1);
  });

  it('repairCounters leaves the hashes of the audit log sound', async () => {
    expect(await verifyAuditLog(server.database.sql)).toEqual([]);
  });
});
