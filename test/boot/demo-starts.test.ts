import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_CONTRACTS } from '../../src/demo/demo-data';
import { queryDatabase } from '../support/foreign-database';
import { spawnServer, startServerProcess } from '../support/server-processes';
import { clonedDatabase } from '../support/test-database';

it('a demo that was cut off half way is whole after the next start', async () => {
  const url = await clonedDatabase('demo_cut_off');
  const first = spawnServer({ DATABASE_URL: url, DATA_DIR: tmpdir() }, ['--demo']);
  const contracts = async () => {
    const [table] = await queryDatabase<{ name: string | null }>(
      url,
      `SELECT to_regclass('audit_log')::text AS name`,
    );
    if (table!.name === null) return 0;
    return (await queryDatabase(url, 'SELECT 1 FROM contracts')).length;
  };
  while ((await contracts()) < 2);
  first.child.kill('SIGKILL');
  await first.ended;
  const cutOff = await contracts();
  expect(cutOff).toBeLessThan(DEMO_CONTRACTS.length);
  const second = await startServerProcess(url, {}, ['--demo']);
  expect(await contracts()).toBe(DEMO_CONTRACTS.length);
  const [{ count } = { count: 0 }] = await queryDatabase<{ count: number }>(
    url,
    `SELECT count(*)::int AS count FROM incidents i JOIN contracts c ON c.id = i.contract_id WHERE c.number = 'ITN-PREMIUM-1'`,
  );
  expect(count).toBe(7);
  await second.stop();
}, 180_000);

it('--empty makes no demo data in the embedded database, which stays so, and comes back when its postmaster is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ambit-empty-'));
  for (const args of [['--empty'], []]) {
    const program = spawnServer({ DATA_DIR: folder }, args);
    const url = await program.printed(/Ambit answers at (\S+)/);
    expect(program.output()).toContain('Make a first key');
    if (args.length === 0) {
      const [pid] = (await readFile(join(folder, 'postgres18', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await program.printed(/runs again/);
      let status = 0;
      while (status !== 200) ({ status } = await fetch(new URL('/readyz', url)));
    }
    program.child.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ exitCode: 0 });
  }
  await rm(folder, { recursive: true });
}, 180_000);

it('an unknown option is refused with those that there are, and --help lists them', async () => {
  const refused = await spawnServer({}, ['--dmeo']).ended;
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(/unknown option '--dmeo'/)]);
  const helped = await spawnServer({}, ['--help']).ended;
  expect([helped.exitCode, helped.stdout]).toEqual([0, expect.stringMatching(/--demo[\s\S]*--empty/)]);
});
