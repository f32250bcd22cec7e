import { setTimeout as sleep } from 'node:timers/promises';
import { examineRegularly } from '../../src/boot/examine-regularly';
import { DoctorFacts } from '../../src/http/job-metrics';
import { systemClock } from '../../src/shared/domain/clock';
import { freshDatabase, TestDatabase } from '../support/test-database';

const ENTRIES = `INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after)
  SELECT now(), 'test', 0, 'test', 'ADMIN', 'test', 'Contract', id, id, '{"n": 1}' FROM generate_series(1, 2501) AS id`;

describe('examineRegularly', () => {
  let target: TestDatabase;
  const logged: unknown[][] = [];
  beforeAll(async () => {
    target = await freshDatabase('examine_regularly');
    await target.database.sql.rows(ENTRIES);
  });
  afterAll(() => target.close());

  async function found(): Promise<DoctorFacts> {
    const { sql } = await target.asProgram();
    const log = { error: (...told: unknown[]) => void logged.push(told) };
    let stop: (() => Promise<void>) | undefined;
    try {
      return await new Promise((resolve) => {
        stop = examineRegularly({
          everyMinutes: 1 / 6_000,
          sql,
          metrics: { noteDoctor: resolve },
          clock: systemClock,
          state: { isOutdated: false },
          log,
        });
      });
    } finally {
      await stop?.();
    }
  }

  it('the doctor does not run while the database is newer than this program', async () => {
    const noteDoctor = jest.fn();
    const log = { error: noteDoctor };
    const { sql } = target.database;
    const state = { isOutdated: true };
    const metrics = { noteDoctor };
    const stop = examineRegularly({ everyMinutes: 1 / 60_000, sql, metrics, clock: systemClock, state, log });
    await sleep(200);
    expect(noteDoctor).not.toHaveBeenCalled();
    state.isOutdated = false;
    while (noteDoctor.mock.calls.length === 0) await sleep(5);
    await stop();
  });

  it('the doctor that runs by itself finds nothing where nothing was changed', async () => {
    expect(await found()).toEqual({ differences: 0, auditFaults: 0 });
    expect(logged).toEqual([]);
  });

  it('the doctor that runs by itself verifies the chains of all contracts, and tells of what was changed', async () => {
    await target.database.transaction(async ({ sql }) => {
      await sql.rows('SET LOCAL session_replication_role = replica');
      await sql.rows(`UPDATE audit_log SET after = '{"n": 2}' WHERE contract_id = 2500`);
      await sql.rows('DELETE FROM audit_log WHERE contract_id = 1');
    });
    expect(await found()).toEqual({ differences: 0, auditFaults: 2 });
    expect(logged).toContainEqual([
      { faults: 2, first: expect.objectContaining({ contractId: '1', fault: 'MISSING' }) as object },
      'the audit log was changed',
    ]);
  });
});
