const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** The name of a package or of a file of one, and not a path. */
const PACKAGE = /^[^./]/;

/** Of each file its function, which every test file runs anew: it holds no state. */
const compiled = new Map();

/**
 * Loads packages once a worker, by Node's own require: jest would evaluate each of them again for each test file, which is
 * most of what a small file costs. The program and the tests are loaded anew for each file, as jest does it.
 */
module.exports = class WorkerRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    executor.compile = (source, filename) => {
      const known = compiled.get(filename);
      if (known?.source === source) return known.run;
      const run = compileFunction(source, executor.injectedModuleParameters, { filename });
      compiled.set(filename, { source, run });
      return run;
    };
  }

  requireModule(from, moduleName) {
    if (moduleName !== undefined && PACKAGE.test(moduleName)) return createRequire(from)(moduleName);
    return super.requireModule(from, moduleName);
  }
};
module.exports.default = module.exports;
