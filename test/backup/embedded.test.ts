import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnProgram } from '../support/program-process';
import { spawnServer } from '../support/server-processes';

/** Two clusters are made, which takes many seconds. */
const long = process.env.AMBIT_LONG === '1' ? it : it.skip;

long(
  'what is backed up by its data folder alone, while its server runs, is restored into a new data folder, and served from there (with AMBIT_LONG=1)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ambit-embedded-backup-'));
    const [from, to] = ['from', 'to'].map((name) => ({ DATA_DIR: join(folder, name) }));
    const file = join(folder, 'ambit.backup');
    const serving = async (settings: Record<string, string>, args: readonly string[]) => {
      const program = spawnServer(settings, args);
      const url = await program.printed(/Ambit answers at (\S+)/);
      return { program, url };
    };
    const stopped = async ({ program }: Awaited<ReturnType<typeof serving>>) => {
      program.child.kill('SIGTERM');
      expect(await program.ended).toMatchObject({ exitCode: 0 });
    };
    const first = await serving(from!, []);
    const [, key] = /(ambit_admin_\w+)/.exec(first.program.output())!;
    const contracts = async (url: string) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: '{ contracts(first: 50) { nodes { id number } } }' }),
      });
      return (await response.json()) as { data: { contracts: { nodes: unknown[] } } };
    };
    const before = await contracts(first.url);
    expect(before.data.contracts.nodes.length).toBeGreaterThan(3);
    const backup = await spawnProgram('cli/backup.js', [file], from!).ended;
    expect(backup).toMatchObject({ exitCode: 0, stderr: '' });
    await stopped(first);
    const restore = await spawnProgram('cli/restore.js', [file], to!).ended;
    expect(restore).toMatchObject({ exitCode: 0, stderr: '' });
    const second = await serving(to!, []);
    expect(await contracts(second.url)).toEqual(before);
    await stopped(second);
    await rm(folder, { recursive: true });
  },
  180_000,
);
