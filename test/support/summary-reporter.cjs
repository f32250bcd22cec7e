const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** Leaves the run's summary in dist/test-summary.txt, in the one line that .ci/run closes with. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    const crashed = results.testResults.filter(
      (file) => file.testExecError && file.numFailingTests === 0,
    ).length;
    const failed = results.numFailedTests + crashed;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    const folder = join(__dirname, '..', '..', 'dist');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'test-summary.txt'),
      `${results.numPassedTests} passed, ${failed} failed${skipped}\n`,
    );
  }
};
