import { GraphQLClient } from 'graphql-request';
import { billingMonth } from '../../src/billing/domain/billing-month';
import { usageCsvHeader } from '../../src/billing/domain/usage-csv';
import { ClosedExportChangedError, exportUsage } from '../../src/billing/use-cases/export-usage';
import { digestOfFile } from '../../src/billing/use-cases/usage-csv-file';
import { verifyClosedExports } from '../../src/billing/use-cases/verify-closed-exports';
import { deliverConsultingBlock } from '../../src/consulting/use-cases/deliver-consulting-block';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { Database } from '../../src/platform/transactions/database';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { RequestContext } from '../../src/catalog/request-context';
import { booked, deliver, orderAdditional, reverse } from '../consulting/consulting-api';
import { mutate } from '../support/mutate';
import { createCustomer, order } from '../support/builders';
import { stoppingBeforeCommit, untilSomebodyWaits } from '../support/stopping-before-commit';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { closeMonthAt } from './close-month-at';
import { recordsOf } from './parse-csv';
import { usage } from './usage-api';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const month = (name: string) => billingMonth(name, 'Europe/Berlin')!;
const OCTOBER = month('2026-10');

describe('a closed month', () => {
  let admin: GraphQLClient;
  let blocks: readonly { readonly id: string }[];
  let customerId: string;
  const clock = new TestClock('2026-10-05T08:00:00Z');
  const server = useServer(clock, 'closed_month');

  beforeAll(async () => {
    admin = await server.as('ADMIN');
    customerId = await createCustomer(admin, { name: 'Before' });
    const { id } = await order(admin, 'it-novum', 'premium', { ...ORDER, customerId });
    await orderAdditional(admin, id, 2);
    blocks = await booked(admin, id, '2026-10-06T07:00:00Z', { blocks: 5 });
    await deliver(admin, blocks[0]!.id);
    await deliver(admin, blocks[3]!.id);
  });

  async function fileOf({ startsAt, endsAt }: typeof OCTOBER): Promise<string> {
    const texts: string[] = [];
    const written = { form: 'csv', timeZone: 'Europe/Berlin' } as const;
    const selection = { from: startsAt, to: endsAt, boundTo: null, customerId: null };
    for await (const { text } of exportUsage(server.database.sql, selection, written)) texts.push(text);
    return texts.join('');
  }

  const closedAt = (instant: string) => closeMonthAt(server.database, OCTOBER, new Date(instant));

  it('a closed month cannot be one that is not over', async () => {
    await expect(closedAt('2026-10-31T22:59:59.999Z')).rejects.toMatchObject({
      refusals: [{ code: 'INVALID_STATE', message: expect.stringContaining('2026-10 is not over') }],
    });
  });

  it('a closed month stays as it is, byte for byte; what comes later appears in the open month', async () => {
    const october = await fileOf(OCTOBER);
    clock.moveTo('2026-11-03T08:00:00Z');
    const closed = await closedAt('2026-11-03T08:00:00Z');
    expect(closed).toMatchObject({
      month: '2026-10',
      rows: 3,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await fileOf(OCTOBER)).toBe(october);

    clock.moveTo('2026-11-04T08:00:00Z');
    const late = await deliver(admin, blocks[1]!.id, '2026-10-30T15:00:00Z');
    expect(late.consultingBlock.deliveredAt).toBe('2026-10-30T15:00:00.000Z');
    await reverse(admin, blocks[0]!.id);
    await mutate(admin, 'updateCustomer', { customerId, name: 'After', region: 'AMERICAS' });

    expect(await fileOf(OCTOBER)).toBe(october);
    const november = recordsOf(await fileOf(month('2026-11')));
    expect(november.map((row) => `${row['kind']} ${row['occurred_at']}`)).toEqual([
      'DELIVERED 2026-11-04T08:00:00.000Z',
      'REVERSED 2026-11-04T08:00:00.000Z',
    ]);
    const page = await usage(admin, { from: OCTOBER.startsAt, to: OCTOBER.endsAt });
    expect(page.totalCount).toBe(3);
  });

  it('a closed month is not changed by closing it once more', async () => {
    const first = await closedAt('2026-11-03T08:00:00Z');
    expect(await closedAt('2026-12-24T08:00:00Z')).toEqual(first);
  });

  it('a closed month has a hash even where its closing was interrupted before', async () => {
    const september = month('2026-09');
    await server.database.sql.rows(
      `INSERT INTO closed_months (month, time_zone, starts_at, ends_at, last_position, closed_at) VALUES ($1, $2, $3, $4, 0, now())`,
      [september.month, september.timeZone, september.startsAt, september.endsAt],
    );
    const closed = await closeMonthAt(server.database, september, new Date('2026-12-24T08:00:00Z'));
    expect(closed).toMatchObject({ rows: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('a closed month takes what is recorded by a clock that is behind at the first open instant', async () => {
    clock.moveTo('2026-10-31T22:59:00Z');
    await deliver(admin, blocks[2]!.id);
    const { nodes } = await usage(admin);
    expect(nodes.at(-1)).toMatchObject({ kind: 'DELIVERED', occurredAt: OCTOBER.endsAt.toISOString() });
    clock.moveTo('2026-11-04T08:00:00Z');
  });

  it('a closed month leaves what happened at its very end, the first instant of the open month, where it happened', async () => {
    clock.moveTo('2026-11-10T08:00:00Z');
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, '2026-11-01T08:00:00Z');
    await deliver(admin, block!.id, OCTOBER.endsAt.toISOString());
    const { nodes } = await usage(admin);
    expect(nodes.at(-1)).toMatchObject({ occurredAt: OCTOBER.endsAt.toISOString() });
  });

  it('a closed month is exported in the version of the file in which it was closed, also after the next versions', async () => {
    const august = month('2026-08');
    const selection = { from: august.startsAt, to: august.endsAt, boundTo: null, customerId: null };
    const { sql } = server.database;
    const first = await digestOfFile(sql, selection, 1);
    await sql.rows(
      `INSERT INTO closed_months (month, time_zone, starts_at, ends_at, last_position, closed_at) VALUES ($1, $2, $3, $4, 0, now())`,
      [august.month, august.timeZone, august.startsAt, august.endsAt],
    );
    // As the version before wrote it, which knew of no format.
    await sql.rows(
      'INSERT INTO closed_exports (month, sha256, rows, recorded_at) VALUES ($1, $2, $3, now())',
      [august.month, first.sha256, first.rows],
    );
    expect(await fileOf(august)).toBe(usageCsvHeader(1));
    expect(await fileOf(OCTOBER)).toContain(usageCsvHeader(2));
    expect(await verified()).toMatchObject({ '2026-08': true, '2026-10': true });
  });

  it('what was delivered in an open month stays in that month, though it is recorded later', async () => {
    clock.moveTo('2026-12-02T08:00:00Z');
    await deliver(admin, blocks[4]!.id, '2026-11-30T22:00:00Z');
    const { nodes } = await usage(admin);
    expect(nodes.at(-1)).toMatchObject({ occurredAt: '2026-11-30T22:00:00.000Z' });
  });

  it('a closed month is told apart from one that somebody changed behind the product’s back', async () => {
    expect(await verified()).toEqual({ '2026-08': true, '2026-09': true, '2026-10': true });
    await behindTheBack(`UPDATE consulting_events SET hours = 8 WHERE kind = 'DELIVERED' AND position = 3`);
    await expect(fileOf(OCTOBER)).rejects.toThrow(ClosedExportChangedError);
    expect(await verified()).toEqual({ '2026-08': true, '2026-09': true, '2026-10': false });
    await behindTheBack(`UPDATE consulting_events SET hours = 4 WHERE position = 3`);
    expect(await verified()).toEqual({ '2026-08': true, '2026-09': true, '2026-10': true });
  });

  async function verified(): Promise<Record<string, boolean>> {
    const result: Record<string, boolean> = {};
    for await (const { closed, isUnchanged } of verifyClosedExports(server.database.sql))
      result[closed.month] = isUnchanged;
    return result;
  }

  /** As a superuser who switches the triggers off. */
  function behindTheBack(text: string): Promise<unknown> {
    return server.database.transaction(async ({ sql }) => {
      await sql.rows('SET LOCAL session_replication_role = replica');
      await sql.rows(text);
    });
  }
});

describe('closing while others write', () => {
  const clock = new TestClock('2026-10-05T08:00:00Z');
  const server = useServer(clock, 'closing_race');

  it('closing a month while others write waits for what counts in the month and is not committed, and moves what comes behind it', async () => {
    const admin = await server.as('ADMIN');
    const ids: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { id } = await order(admin, 'it-novum', 'standard', ORDER);
      ids.push((await booked(admin, id, '2026-10-06T07:00:00Z'))[0]!.id);
    }
    clock.moveTo('2026-11-01T08:00:00Z');
    const stop = stoppingBeforeCommit(server.database);
    const delivering = deliverOn(stop.database, ids[0]!);
    await stop.reached;
    const closing = closeMonthAt(server.database, OCTOBER, clock.now());
    await untilSomebodyWaits(server.database);
    const late = deliverOn(server.database, ids[1]!);
    stop.release();
    const [closed] = await Promise.all([closing, delivering, late]);

    expect(closed.rows).toBe(1);
    const { nodes } = await usage(admin);
    expect(nodes.map((row) => row.occurredAt)).toEqual([
      '2026-10-20T08:00:00.000Z',
      '2026-11-01T08:00:00.000Z',
    ]);
    for await (const { isUnchanged } of verifyClosedExports(server.database.sql))
      expect(isUnchanged).toBe(true);
  });

  function deliverOn(database: Database, blockId: string): Promise<unknown> {
    const caller = {
      keyId: '1',
      name: 'writer',
      role: 'ADMIN',
      boundTo: null,
      customerId: null,
      isPartner: false,
      providerId: null,
    } as const;
    const context = new RequestContext(new Catalog(database), database, clock, caller, 'closing');
    const input = {
      blockId: parseGlobalId(blockId)!.id,
      deliveredAt: new Date('2026-10-20T08:00:00Z'),
      deliveredBy: null,
    };
    return deliverConsultingBlock(context, input);
  }
});
