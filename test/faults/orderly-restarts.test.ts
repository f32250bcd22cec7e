import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgramProcess } from '../support/program-process';
import { spawnServer } from '../support/server-processes';

const RESTARTS = process.env.AMBIT_LONG === '1' ? 30 : 3;
const WRITERS = 4;

const CREATE = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id } userErrors { code } } }`;

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let program: ProgramProcess;
  let url: string;
  let key: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ambit-restarts-'));
    program = spawnServer({ DATA_DIR: folder, LOG_LEVEL: 'silent', COST_BUCKET_POINTS: '0' }, ['--demo']);
    url = await program.printed(/Ambit answers at (\S+)/);
    key = (JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as { ADMIN: string }).ADMIN;
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function ask(query: string, variables: object) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: (await response.json()) as { data?: Record<string, unknown> } };
  }

  const postmaster = async () => {
    const file = await readFile(join(folder, 'postgres18', 'postmaster.pid'), 'utf8').catch(() => '');
    return Number.parseInt(file, 10);
  };

  async function stillRuns(): Promise<void> {
    await sleep(50);
    if (program.child.exitCode !== null) throw new Error(`it has ended: ${program.output().slice(-1_000)}`);
  }

  it(`a process survives ${RESTARTS} orderly restarts of PostgreSQL under load, and nothing that it acknowledged is lost`, async () => {
    const statuses = new Set<number>();
    const acknowledged: string[] = [];
    let isOver = false;
    const write = async (writer: number) => {
      for (let nth = 0; !isOver; nth += 1) {
        const input = { number: `R-${writer}-${nth}`, name: 'Restarted', region: 'EUROPE' };
        const { status, body } = await ask(CREATE, { input });
        statuses.add(status);
        const created = body.data?.createCustomer as { customer: { id: string } | null } | null | undefined;
        if (created?.customer) acknowledged.push(created.customer.id);
        else await sleep(50);
      }
    };
    const writers = Array.from({ length: WRITERS }, (_each, writer) => write(writer));
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      const before = await postmaster();
      process.kill(before, 'SIGINT');
      let after = Number.NaN;
      while (Number.isNaN(after) || after === before) {
        await stillRuns();
        after = await postmaster();
      }
      const written = acknowledged.length;
      while (acknowledged.length === written) await stillRuns();
    }
    isOver = true;
    await Promise.all(writers);
    expect(program.child.exitCode).toBeNull();
    expect([...statuses].filter((status) => ![200, 503, 504].includes(status))).toEqual([]);
    for (let from = 0; from < acknowledged.length; from += 50) {
      const ids = acknowledged.slice(from, from + 50);
      const { body } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
      expect(body.data?.nodes).toEqual(ids.map((id) => ({ id })));
    }
  }, 600_000);

  it('a process whose PostgreSQL cannot be started again says why, and ends with code 69', async () => {
    const control = join(folder, 'postgres18', 'global', 'pg_control');
    const pid = await postmaster();
    await rename(control, `${control}.gone`);
    process.kill(pid, 'SIGKILL');
    const { exitCode, stdout, stderr } = await program.ended;
    expect(exitCode).toBe(69);
    expect(stdout).toContain('has ended; starting it again');
    expect(stderr).not.toBe('');
  }, 120_000);
});
