const { statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** The name of a package or of a file of one, and not a path. */
const PACKAGE = /^[^./]/;

/** The program, and what is read with it from the published catalog. */
const KEPT = ['src/', 'test/support/published-catalog.ts'];

/** What SWC puts into a module that declares classes with decorators. */
const DECORATES = '_ts_decorate(';

/** Where decorators write down what they saw. */
const METADATA = [
  'TypeGraphQLMetadataStorage',
  'classValidatorMetadataStorage',
  'typeormMetadataArgsStorage',
];

/** Of each file its function, which is run anew wherever the file is loaded: it holds no state. */
const compiled = new Map();

/** The modules that are kept of the test files so far, and what goes with them. */
const program = { modules: new Map(), readAt: new Map(), sourceMaps: new Map(), metadata: {} };

/** The runtime of the test file that runs now. */
let current;

/**
 * Loads packages once a worker, by Node's own require, and the program once, too: jest would evaluate some 600 modules again
 * for each test file, and build what they describe, which is most of what a small file costs. Tests and their support are loaded
 * anew for each file, as jest does it; so is the program for a file that mocks a module or declares decorated classes, and
 * after one of its files has changed.
 */
module.exports = class WorkerRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    current = this;
    this.kept = KEPT.map((path) => join(this._config.rootDir, path));
    const { executor } = this;
    executor.compile = (source, filename) => {
      if (!this.isKept(filename) && source.includes(DECORATES)) this.loadProgramAnew();
      const known = compiled.get(filename);
      if (known?.source === source) return known.run;
      const run = compileFunction(source, executor.injectedModuleParameters, { filename });
      compiled.set(filename, { source, run });
      return run;
    };
    if ([...program.readAt].some(([filename, at]) => changedAt(filename) !== at)) forgetProgram();
    for (const [filename, module] of program.modules) this.modules.set(filename, module);
    for (const [filename, map] of program.sourceMaps) this.transformCache.getSourceMaps().set(filename, map);
  }

  isKept(filename) {
    return this.kept.some((path) => filename.startsWith(path));
  }

  get modules() {
    return this.registries.getActiveCjsRegistry();
  }

  requireModule(from, moduleName) {
    if (moduleName !== undefined && PACKAGE.test(moduleName)) return createRequire(from)(moduleName);
    return super.requireModule(from, moduleName);
  }

  /** What the program requires later on, it requires of the file that runs then. */
  requireModuleOrMock(from, moduleName) {
    if (this !== current && this.isKept(from)) return current.requireModuleOrMock(from, moduleName);
    return super.requireModuleOrMock(from, moduleName);
  }

  setMock(...args) {
    this.loadProgramAnew();
    return super.setMock(...args);
  }

  /** For this file alone: those that follow find the program as it was. */
  loadProgramAnew() {
    if (this.isAlone) return;
    this.isAlone = true;
    for (const filename of this.modules.keys()) if (this.isKept(filename)) this.modules.delete(filename);
    program.metadata = takeMetadata();
    // They have set up the program that is left.
    for (const file of this._config.setupFiles) if (this.modules.delete(file)) this.requireModule(file);
  }

  teardown() {
    if (this.isAlone) {
      takeMetadata();
      Object.assign(globalThis, program.metadata);
    } else this.keepProgram();
    super.teardown();
  }

  keepProgram() {
    for (const [filename, module] of this.modules) {
      if (!this.isKept(filename) || program.modules.has(filename)) continue;
      program.modules.set(filename, module);
      program.readAt.set(filename, changedAt(filename));
      program.sourceMaps.set(filename, this.transformCache.getSourceMaps().get(filename));
    }
  }
};
module.exports.default = module.exports;

function changedAt(filename) {
  return statSync(filename, { throwIfNoEntry: false })?.mtimeMs;
}

function forgetProgram() {
  program.modules.clear();
  program.readAt.clear();
  program.sourceMaps.clear();
  takeMetadata();
}

function takeMetadata() {
  const taken = Object.fromEntries(METADATA.map((name) => [name, globalThis[name]]));
  for (const name of METADATA) delete globalThis[name];
  return taken;
}
