'use strict';

const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const { Script, constants } = require('node:vm');

/**
 * Runs parts of the bundled program, with the code that V8 compiled of them when they were built: reading and compiling 2,700
 * modules took two thirds of a start. The code stands beside the parts, so that who may write it may write them, too. It
 * is for one version of Node with one set of flags; any other does without it.
 */
const PARTS = join(__dirname, 'parts');
const CODE = join(__dirname, 'code', `${cachedDataVersionTag()}`);

/** File name to what runs there. */
const loaded = new Map();

/** Runs a part, once, and returns what it exports. */
function load(file) {
  const known = loaded.get(file);
  if (known !== undefined) return known.module.exports;
  const filename = join(PARTS, file);
  // Of one byte a character, and a function already: what is read is not copied.
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    cachedData: codeOf(file),
    importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  loaded.set(file, { module, script });
  script.runInThisContext()(module.exports, requireFrom(filename), module, filename, dirname(filename));
  return module.exports;
}

function codeOf(file) {
  try {
    return readFileSync(join(CODE, `${file}.code`));
  } catch {
    return undefined;
  }
}

/** Other parts are loaded as this one; the rest are modules of Node and packages that are not there. */
function requireFrom(filename) {
  const plain = createRequire(filename);
  const own = (id) =>
    id.startsWith('.') ? load(join(dirname(filename), id).slice(PARTS.length + 1)) : plain(id);
  return Object.assign(own, plain);
}

/** Keeps the code of all parts that have run, for the next start with these flags. */
function keepCode() {
  for (const [file, { script }] of loaded) {
    mkdirSync(dirname(join(CODE, file)), { recursive: true });
    writeFileSync(join(CODE, `${file}.code`), script.createCachedData());
  }
}

module.exports = { load, keepCode };
