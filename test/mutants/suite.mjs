import { resolve } from 'node:path';
import { Modules, nodeRequire } from './loader.mjs';

const { expect } = nodeRequire('expect');
const { bind } = nodeRequire('jest-each');
const { ModuleMocker } = nodeRequire('jest-mock');
const fastCheck = nodeRequire('fast-check');

/** A mutant that a property notices is noticed within few tries; the rest of them cost time for each survivor. */
const MOST_TRIES = 150;
/** One try against the slow calendar costs as much as a hundred of others. */
const MOST_TRIES_OF_CALENDARS = 30;

/** fast-check with few tries, the same each time, and without a search for the smallest example. */
function briefly(most) {
  const assert = (property, { numRuns = most, ...options } = {}) =>
    fastCheck.assert(property, { ...options, numRuns: Math.min(numRuns, most), seed: 1, endOnFailure: true });
  const brief = { ...fastCheck, assert };
  return { 'fast-check': { ...brief, __esModule: true, default: brief } };
}

/** What Jest loads before each file too; in the folder of the run, which is not the one that this module was loaded in. */
const idKey = () => resolve('test/support/jest/id-key.ts');

const BRIEFLY = briefly(MOST_TRIES);
const MORE_BRIEFLY = briefly(MOST_TRIES_OF_CALENDARS);

/**
 * The tests of a file, which is loaded anew, in their order: `{ name, run }`, where `run` throws or rejects where the test fails.
 * Knows as much of Jest as the pure tests use.
 */
export function testsOf(file) {
  const tests = [];
  const modules = new Modules(file.includes('/test/calendar/') ? MORE_BRIEFLY : BRIEFLY);
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
  modules.load(idKey());
  modules.load(file);
  return tests;
}
