import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('scripts/check-setup.cjs', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ambit-setup-'));
    await mkdir(join(folder, 'scripts'));
    await copyFile('scripts/check-setup.cjs', join(folder, 'scripts/check-setup.cjs'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const check = (script: string, args: readonly string[] = [], flags: readonly string[] = []) =>
    new Promise((resolve) =>
      execFile(process.execPath, [...flags, script, ...args], (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : error.code, stdout, stderr }),
      ),
    );

  it('a start without the packages ends with 78 and one line that says what to do', async () => {
    expect(await check(join(folder, 'scripts/check-setup.cjs'), ['Building'])).toEqual({
      exitCode: 78,
      stdout: '',
      stderr: 'The packages of Ambit are not installed: run npm ci first.\n',
    });
  });

  it.each(['20.18.3', '18.20.4', '9.11.2'])(
    'a start with Node %s ends with 78 and one line that says which is needed',
    async (version) => {
      const old = join(folder, 'old.cjs');
      await writeFile(
        old,
        `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
      );
      expect(await check('scripts/check-setup.cjs', ['Building'], ['--require', old])).toEqual({
        exitCode: 78,
        stdout: '',
        stderr: `Ambit needs Node 20.19 or newer, and this is Node ${version}.\n`,
      });
    },
  );

  it('where all is well the line is printed that was given, and nothing without one', async () => {
    const well = { exitCode: 0, stderr: '' };
    expect(await check('scripts/check-setup.cjs', ['Building'])).toEqual({ ...well, stdout: 'Building\n' });
    expect(await check('scripts/check-setup.cjs')).toEqual({ ...well, stdout: '' });
  });
});
