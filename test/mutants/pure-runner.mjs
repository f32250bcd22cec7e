import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { testsOf } from './suite.mjs';

const IS_PURE = /^(calendar|[^/]+\/domain)\/.*\.test\.ts$/;

/** Runs the tests of the pure rules within the process of Stryker's worker: a mutant costs milliseconds, not a start of Jest. */
class PureRunner {
  #files = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    process.env.NODE_ENV = 'test';
    const root = resolve('test');
    const all = readdirSync(root, { recursive: true });
    this.#files = all.filter((file) => IS_PURE.test(file)).sort();
  }

  async dryRun() {
    const stryker = (globalThis.__stryker__ ??= {});
    stryker.activeMutant = undefined;
    const tests = await this.#run(this.#files, () => true, false);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  /** One that is reached ten times as often as without a mutant loops for ever; Stryker itself would wait for a hundred times. */
  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, disableBail }) {
    const stryker = (globalThis.__stryker__ ??= {});
    const limit = hitLimit && Math.ceil(hitLimit / 10);
    Object.assign(stryker, {
      activeMutant: activeMutant.id,
      hitCount: limit ? 0 : undefined,
      hitLimit: limit,
    });
    const wanted = testFilter === undefined ? undefined : new Set(testFilter);
    const isWanted = (id) => wanted === undefined || wanted.has(id);
    const files = nearestFirst(
      this.#files.filter((file) => hasWanted(file, testFilter)),
      sandboxFileName,
    );
    const tests = await this.#run(files, isWanted, !disableBail);
    const timedOut = determineHitLimitReached(stryker.hitCount, limit);
    return toMutantRunResult(timedOut ?? { status: DryRunStatus.Complete, tests }, disableBail);
  }

  async #run(files, isWanted, bails) {
    const results = [];
    for (const file of files) {
      for await (const result of resultsOf(file, isWanted)) {
        results.push(result);
        if (bails && result.status === TestStatus.Failed) return results;
      }
    }
    return results;
  }
}

async function* resultsOf(file, isWanted) {
  const stryker = globalThis.__stryker__;
  stryker.currentTestId = undefined;
  const started = performance.now();
  let tests;
  try {
    tests = testsOf(join(resolve('test'), file));
  } catch (error) {
    yield resultOf(`${file}: loads`, started, error);
    return;
  }
  const seen = new Map();
  for (const { name, run } of tests) {
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    const id = `${file}: ${name}${times === 0 ? '' : ` (${times + 1})`}`;
    if (!isWanted(id)) continue;
    stryker.currentTestId = id;
    const startedTest = performance.now();
    let failure;
    try {
      await run();
    } catch (error) {
      failure = error ?? new Error('thrown');
    }
    stryker.currentTestId = undefined;
    yield resultOf(id, startedTest, failure);
  }
}

function resultOf(id, started, failure) {
  const timeSpentMs = Math.round(performance.now() - started);
  const base = { id, name: id, fileName: join(resolve('test'), fileOf(id)), timeSpentMs };
  if (failure === undefined) return { ...base, status: TestStatus.Success };
  return { ...base, status: TestStatus.Failed, failureMessage: String(failure.message ?? failure) };
}

const fileOf = (id) => id.slice(0, id.indexOf(': '));

function hasWanted(file, testFilter) {
  return testFilter === undefined || testFilter.some((id) => fileOf(id) === file);
}

/** The tests of the mutated file itself are the likeliest to notice: they end most runs. */
function nearestFirst(files, mutated) {
  const own = mutated.replace(/^.*\/src\//, '').replace(/\.ts$/, '');
  const folder = own.slice(0, own.lastIndexOf('/') + 1);
  const distance = (file) => (file.startsWith(own) ? 0 : file.startsWith(folder) ? 1 : 2);
  return [...files].sort((one, other) => distance(one) - distance(other));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'pure', PureRunner)];
