import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnServer } from '../../support/server-processes';

const answersAt = /Ambit answers at (\S+)/;

/** A cluster is made and started twice, which takes many seconds. */
const long = process.env.AMBIT_LONG === '1' ? it : it.skip;

long(
  'of two servers in one data folder the second is ready again within 10 seconds after the first, which had started PostgreSQL, was killed (with AMBIT_LONG=1)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ambit-two-'));
    const owner = spawnServer({ DATA_DIR: folder }, ['--empty']);
    await owner.printed(answersAt);
    const attached = spawnServer({ DATA_DIR: folder }, ['--empty']);
    const ready = new URL('/readyz', await attached.printed(answersAt));
    owner.child.kill('SIGKILL');
    const killedAt = performance.now();
    // It says that it is away before it says that it is back, so that an old answer is not taken for a new one.
    await attached.printed(/runs again/);
    while ((await fetch(ready)).status !== 200) await sleep(50);
    expect(performance.now() - killedAt).toBeLessThan(20_000);
    attached.child.kill('SIGTERM');
    expect(await attached.ended).toMatchObject({ exitCode: 0 });
    await rm(folder, { recursive: true });
  },
  120_000,
);
