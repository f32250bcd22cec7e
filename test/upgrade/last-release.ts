import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The commit of the last release before a commit, or why there is none to try. */
export type Release = { readonly ref: string } | { readonly missing: string };

/** The newest tag of a release that the commit of a working copy has in its history; AMBIT_RELEASE names any other commit. */
export function lastRelease(repository = '.', wanted = process.env.AMBIT_RELEASE): Release {
  if (wanted !== undefined) return { ref: wanted };
  try {
    git(repository, 'rev-parse', '--git-dir');
  } catch {
    return { missing: 'this is no working copy of git' };
  }
  try {
    // HEAD itself is tagged while a release is made: what matters is the one before.
    return { ref: git(repository, 'describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*', 'HEAD^').trim() };
  } catch {
    return { missing: 'no release was tagged before this commit' };
  }
}

/** Builds the program of a commit in a folder of its own, with the packages that it had. */
export function buildRelease(ref: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ambit-release-'));
  const archive = execFileSync('git', ['archive', '--format=tar', ref], { maxBuffer: 1 << 29 });
  execFileSync('tar', ['-xf', '-', '-C', folder], { input: archive });
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'ignore',
  });
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json'], {
    cwd: folder,
  });
  // From its modules, which is the same program: an older release has no bundle.
  mkdirSync(join(folder, 'dist/program'));
  writeFileSync(join(folder, 'dist/program/main.js'), `require('../src/main.js');\n`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['-C', repository, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
