import { chmod, chown, mkdir, readlink, rm, stat } from 'node:fs/promises';
import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import { as, NAMELESS, NOBODY, testAsRoot, UNSHARE, WITHOUT_UNSHARE } from './as-root';
import { ChildOptions, startChild } from './child';
import { ask, emptyDataDir, removeDataDir, serverPid } from './embedded-postgres';
import { install, Installation } from './installation';

jest.setTimeout(60_000);

const CREATE = 'CREATE TABLE kept AS SELECT 42 AS answer';
const SELECT = 'SELECT answer FROM kept';

let installation: Installation;
let files: ClusterFiles;
/** Takes copies of the binaries. */
let temporary: string;

beforeAll(async () => {
  installation = await install();
  temporary = `${installation.root}-tmp`;
  await mkdir(temporary);
  await chmod(temporary, 0o1777);
});

beforeEach(async () => {
  files = await emptyDataDir();
});

afterEach(() => removeDataDir(files));

afterAll(() => Promise.all([installation.remove(), rm(temporary, { recursive: true })]));

interface Outcome {
  readonly answer: unknown;
  /** The account and the program of the server. */
  readonly uid: number;
  readonly program: string;
}

async function startAndAsk(sql: string, options: ChildOptions = {}): Promise<Outcome> {
  const env = { TMPDIR: temporary };
  const child = await startChild(installation, files.dataDir, { env, ...options });
  if (!('url' in child.report)) throw new Error(child.report.message);
  const answer = await ask(child.report.url, sql);
  const server = `/proc/${await serverPid(files)}`;
  const { uid } = await stat(server);
  const program = await readlink(`${server}/exe`);
  await child.end('stop');
  return { answer, uid, program };
}

describe('an ordinary user', () => {
  testAsRoot(as(NOBODY))(
    'an ordinary user runs a copy where he may not make the missing links (needs setpriv)',
    async () => {
      await chown(files.dataDir, NOBODY, NOBODY);
      const outcome = await startAndAsk(CREATE, { prefix: as(NOBODY) });
      expect(outcome.uid).toBe(NOBODY);
      expect(outcome.program).toMatch(temporary);

      const asRoot = await startAndAsk(SELECT);
      expect(asRoot).toMatchObject({ answer: 42, uid: NOBODY });
      expect(asRoot.program).toMatch(installation.native);
      expect(await startAndAsk(SELECT, { prefix: as(NOBODY) })).toEqual(asRoot);
    },
  );

  testAsRoot([...as(NAMELESS), ...UNSHARE])(
    'an ordinary user needs no name (needs setpriv, unshare --user)',
    async () => {
      await chown(files.dataDir, NAMELESS, NAMELESS);
      expect(await startAndAsk('SELECT 1', { prefix: as(NAMELESS) })).toMatchObject({
        answer: 1,
        uid: NAMELESS,
      });
    },
  );

  testAsRoot(as(NOBODY))(
    'an ordinary user is told which directory he may not write to (needs setpriv)',
    async () => {
      const { report } = await startChild(installation, `${files.dataDir}/inner`, { prefix: as(NOBODY) });
      expect(report).toEqual({
        error: 'EmbeddedPostgresError',
        message: expect.stringMatching(
          /^PostgreSQL cannot keep its data in .*permission denied.*\nLet user 65534 .*$/,
        ),
      });
    },
  );
});

describe('root', () => {
  testAsRoot(UNSHARE, WITHOUT_UNSHARE)(
    'root keeps its files, until unshare is gone (needs unshare, mount)',
    async () => {
      expect(await startAndAsk(CREATE)).toMatchObject({ uid: 0 });
      expect((await stat(files.cluster)).uid).toBe(0);
      const { answer, uid } = await startAndAsk(SELECT, { prefix: WITHOUT_UNSHARE });
      expect(answer).toBe(42);
      expect(uid).not.toBe(0);
      expect((await stat(files.cluster)).uid).toBe(uid);
    },
  );

  testAsRoot(WITHOUT_UNSHARE)('root becomes an account that can reach nothing (needs mount)', async () => {
    await chmod(installation.root, 0o700);
    await chmod(files.dataDir, 0o700);
    const { uid, program } = await startAndAsk(CREATE, { prefix: WITHOUT_UNSHARE });
    expect(uid).not.toBe(0);
    expect(program).toMatch(temporary);
    expect(await startAndAsk(SELECT)).toEqual({ answer: 42, uid, program });
    await chmod(installation.root, 0o755);
  });
});
