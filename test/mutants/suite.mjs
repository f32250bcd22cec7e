import { Modules, nodeRequire } from './loader.mjs';

const { expect } = nodeRequire('expect');
const { bind } = nodeRequire('jest-each');
const { ModuleMocker } = nodeRequire('jest-mock');
const fastCheck = nodeRequire('fast-check');

/** A mutant that a property notices is noticed within few tries; the rest of them cost time for each survivor. */
const TRIES = Number(process.env.AMBIT_TRIES ?? 150);

/** Few tries, the same each time, and no search for the smallest example. */
function assertBriefly(property, { numRuns = TRIES, ...options } = {}) {
  return fastCheck.assert(property, {
    ...options,
    numRuns: Math.min(numRuns, TRIES),
    seed: 1,
    endOnFailure: true,
  });
}

const brief = { ...fastCheck, assert: assertBriefly };
const REPLACED = { 'fast-check': { ...brief, __esModule: true, default: brief } };

/**
 * The tests of a file, which is loaded anew, in their order: `{ name, run }`, where `run` throws or rejects where the test fails.
 * Knows as much of Jest as the pure tests use.
 */
export function testsOf(file) {
  const tests = [];
  const modules = new Modules(REPLACED);
  const path = [];
  const it = (title, run) => tests.push({ name: [...path, title].join(' '), run });
  const describe = (title, body) => {
    path.push(title);
    body();
    path.pop();
  };
  it.each = bind(it);
  describe.each = bind(describe);
  const jest = {
    fn: (implementation) => new ModuleMocker(globalThis).fn(implementation),
    mock: (name, factory) => modules.mocks.set(name, factory),
    requireActual: nodeRequire,
    setTimeout: () => undefined,
  };
  Object.assign(globalThis, { describe, it, test: it, expect, jest });
  modules.load(file);
  return tests;
}
