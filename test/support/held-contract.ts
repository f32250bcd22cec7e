import { QueryRunner } from 'typeorm';
import { order } from './builders';
import { TestServer } from './test-server';

/** A contract whose row is locked, so that a write to it waits for as long as a test wants. */
export interface HeldContract {
  /** The body of a request that waits. */
  waitingBody(satelliteName: string): object;
  /** Until PostgreSQL says that so many transactions wait. */
  untilWaiting(count: number): Promise<void>;
  release(): Promise<void>;
}

/** A mutation that waits for the row by itself: those that share their statements wait as one. */
const REGISTER = `mutation ($input: RegisterSatelliteInput!) { registerSatellite(input: $input) { userErrors { code } } }`;

export async function holdContract(server: TestServer): Promise<HeldContract> {
  const { id: contractId } = await order(await server.as('ADMIN'), 'op5', 'premium');
  const runner: QueryRunner = server.database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`SELECT FROM contracts FOR UPDATE`);
  return {
    waitingBody: (name) => ({ query: REGISTER, variables: { input: { contractId, name } } }),
    async untilWaiting(count) {
      const text = `SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      for (;;) {
        const [row] = await server.database.sql.rows<{ waiting: number }>(text);
        if (row!.waiting >= count) return;
      }
    },
    async release() {
      await runner.rollbackTransaction();
      await runner.release();
    },
  };
}
