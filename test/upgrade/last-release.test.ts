import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastRelease } from './last-release';

describe('lastRelease', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      stdio: 'ignore',
    });
  const commit = () => git('commit', '--quiet', '--allow-empty', '--message', 'more');
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'ambit-tags-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('there is no release outside of git', () => {
    expect(lastRelease(folder, undefined)).toEqual({ missing: 'this is no working copy of git' });
  });

  it('there is no release before the first tag of one, which itself has none before it', () => {
    const none = { missing: 'no release was tagged before this commit' };
    git('init', '--quiet');
    expect(lastRelease(folder, undefined)).toEqual(none);
    commit();
    git('tag', 'weekend');
    commit();
    expect(lastRelease(folder, undefined)).toEqual(none);
    git('tag', 'v0.1.0');
    expect(lastRelease(folder, undefined)).toEqual(none);
  });

  it('the last release is the newest tag of one in the history, and another may be named', () => {
    git('init', '--quiet');
    for (const tag of ['v0.1.0', 'v0.2.0', 'other']) {
      commit();
      git('tag', tag);
    }
    commit();
    expect(lastRelease(folder, undefined)).toEqual({ ref: 'v0.2.0' });
    expect(lastRelease(folder, 'abc')).toEqual({ ref: 'abc' });
  });
});
