import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { changedAt, newest } from './newest.mjs';

/**
 * Bundles what `dist/` holds of the program, with its packages, into `dist/program`: a start reads some 30 files where it read 2,700, and
 * finds their code compiled.
 */
const PROGRAM = 'dist/program';
/** Put into its place when it is whole: a command may start meanwhile. */
const OUT = `${PROGRAM}.${process.pid}`;
const SOURCES = [
  'dist/src',
  'dist/scripts/warm-up.js',
  'package.json',
  'package-lock.json',
  'scripts/build-program.mjs',
  'scripts/program',
];
/** With the version of Node that the code is for. */
const BUILT_BY = 'built-by';
const DONE = join(PROGRAM, BUILT_BY);
/** Shares its parts with `main`, and cannot be run without it. */
const WORKER = 'worker';

if ((await newest(SOURCES)) > (await changedAt(DONE)) || (await readFile(DONE, 'utf8')) !== process.version) {
  try {
    await build();
    await rm(PROGRAM, { recursive: true, force: true });
    await rename(OUT, PROGRAM);
  } finally {
    await rm(OUT, { recursive: true, force: true });
  }
}

async function build() {
  const entries = await findEntries();
  const id = await idOf(['dist/src', 'package-lock.json']);
  await bundle(entries, id);
  await writeFile(join(OUT, 'build-id'), id);
  for (const name of ['load.cjs', 'make-code.cjs'])
    await copyFile(join('scripts/program', name), join(OUT, name));
  for (const name of Object.keys(entries)) await writeStub(name);
  for (const { flags, names } of await runs(Object.keys(entries)))
    await promisify(execFile)(process.execPath, [
      ...flags,
      join(OUT, 'make-code.cjs'),
      ...names.map((name) => `${name}.js`),
    ]);
  await writeFile(join(OUT, BUILT_BY), process.version);
}

/** The program and its commands, which are the files of `cli/` that read their arguments. */
async function findEntries() {
  const found = {
    main: 'dist/src/main.js',
    [WORKER]: 'dist/src/worker.js',
    'warm-up': 'dist/scripts/warm-up.js',
  };
  for (const file of await readdir('dist/src/cli')) {
    if (!file.endsWith('.js')) continue;
    const text = await readFile(join('dist/src/cli', file), 'utf8');
    if (/^program\.parse|void program\.parse/m.test(text))
      found[`cli/${file.slice(0, -3)}`] = join('dist/src/cli', file);
  }
  return found;
}

async function bundle(entries, id) {
  const { rolldown } = await import('rolldown');
  const made = await rolldown({
    input: entries,
    platform: 'node',
    external: (id, importer) => importer !== undefined && !/^[./]/.test(id) && !isInstalled(id, importer),
    logLevel: 'silent',
    transform: { define: { AMBIT_BUILD_ID: JSON.stringify(id) } },
  });
  const { output } = await made.generate({
    format: 'cjs',
    // TypeORM and TypeGraphQL name tables and types after classes.
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  });
  await made.close();
  for (const { fileName, code } of output) {
    const file = join(OUT, 'parts', fileName);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, asFunction(inAscii(code)));
  }
}

/** A digest of what is in these files and folders. */
async function idOf(paths) {
  const hash = createHash('sha256');
  const add = async (path) => {
    if ((await stat(path)).isFile()) return hash.update(`${path}\n`).update(await readFile(path));
    for (const name of (await readdir(path)).sort()) await add(join(path, name));
  };
  for (const path of paths) await add(path);
  return hash.digest('hex');
}

/** Drivers of other databases, which TypeORM would load, are not. */
function isInstalled(id, importer) {
  try {
    createRequire(importer).resolve(id);
    return true;
  } catch {
    return false;
  }
}

/** V8 keeps a text of one byte a character where it has no other characters. */
function inAscii(code) {
  // Behind a backslash it would become a backslash and letters.
  if (/(?<!\\)(\\\\)*\\[^\0-\x7f]/.test(code))
    throw new Error('a module escapes a letter that is not of ASCII');
  return code.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** As Node calls a module. */
function asFunction(code) {
  return `(function (exports, require, module, __filename, __dirname) {\n${code}\n})\n`;
}

async function writeStub(name) {
  const file = join(OUT, `${name}.js`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `require('${name.includes('/') ? '..' : '.'}/load.cjs').load('${name}.js');\n`);
}

/** How scripts of package.json start entries: code is for one set of flags. */
async function runs(entries) {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const special = Object.values(scripts).flatMap((script) => {
    const [, flags, name] = /node ((?:--\S+ )+)dist\/program\/(\S+)\.js/.exec(script) ?? [];
    return name === undefined ? [] : [{ flags: flags.trim().split(' '), names: [name] }];
  });
  const all = [{ flags: [], names: entries.filter((name) => name !== WORKER) }, ...special];
  return all.map((run) =>
    run.names.includes('main') ? { ...run, names: [...new Set([...run.names, 'warm-up'])] } : run,
  );
}
