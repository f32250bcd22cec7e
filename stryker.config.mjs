/**
 * Breaks the pure rules one place at a time and says which breaks no pure test notices. Needs no database.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'pure',
  plugins: ['./test/mutants/pure-runner.mjs', './test/mutants/texts.mjs'],
  mutate: ['src/*/domain/**/*.ts', 'src/calendar/**/*.ts'],
  ignorers: ['texts'],
  coverageAnalysis: 'perTest',
  // What is computed once, as a module is loaded, would run every test anew for each of its mutants.
  ignoreStatic: true,
  // A loop without end is noticed by its hits; this is for the few that have none, on a machine under load.
  timeoutMS: 10_000,
  timeoutFactor: 1,
  concurrency: Number(process.env.AMBIT_MUTANT_WORKERS ?? 2),
  disableTypeChecks: false,
  incremental: true,
  incrementalFile: '.data/stryker-incremental.json',
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: '.data/mutants.json' },
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
  ignorePatterns: ['bench', 'dist', 'coverage'],
  tempDirName: '.data/stryker',
};
