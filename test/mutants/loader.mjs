import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
/** Of packages, as the project itself would require them. */
export const nodeRequire = createRequire(join(process.cwd(), 'package.json'));
const compiled = new Map();

/**
 * Loads modules of the project from source, each compiled once a process, executed once a `Modules`: a new one starts
 * without anything that a module has kept. Packages are loaded once a process, since no mutant is in them.
 */
export class Modules {
  #loaded = new Map();
  #mocked = {};

  /** @param {Readonly<Record<string, unknown>>} replaced packages that the modules get in place of the real ones */
  constructor(replaced) {
    this.replaced = replaced;
    this.mocks = new Map();
  }

  load(file) {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#loaded.set(file, module);
    const require = (name) => this.#require(name, file);
    compile(file)(module.exports, require, module, file, dirname(file));
    return module.exports;
  }

  #require(name, from) {
    if (!name.startsWith('.')) return this.#package(name);
    const path = resolve(dirname(from), name);
    return this.load(existsSync(`${path}.ts`) ? `${path}.ts` : path);
  }

  #package(name) {
    const mock = this.mocks.get(name);
    if (mock !== undefined) return (this.#mocked[name] ??= mock());
    return this.replaced[name] ?? nodeRequire(name);
  }
}

function compile(file) {
  const known = compiled.get(file);
  if (known !== undefined) return known;
  const options = { filename: file, sourceMaps: false, jsc: { transform: { hidden: { jest: true } } } };
  const { code } = transformSync(readFileSync(file, 'utf8'), options);
  const body = compileFunction(code, PARAMETERS, { filename: file });
  compiled.set(file, body);
  return body;
}
