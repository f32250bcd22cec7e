/**
 * Breaks the pure rules one place at a time and says which breaks no unit test notices. Needs no database.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  mutate: ['src/*/domain/**/*.ts', 'src/calendar/**/*.ts'],
  coverageAnalysis: 'perTest',
  // What is computed once, as a module is loaded, would run every test anew for each of its mutants.
  ignoreStatic: true,
  // A machine under load takes seconds to load a test; a loop without end is still noticed.
  timeoutMS: 60_000,
  concurrency: 1,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
  ignorePatterns: ['bench', 'dist', 'docs', '.data'],
  tempDirName: '.data/stryker',
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: true,
    config: {
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/*/domain/**/*.test.ts', '<rootDir>/test/calendar/**/*.test.ts'],
      testEnvironment: 'node',
      transform: { '^.+\\.ts$': '@swc/jest' },
      setupFiles: ['reflect-metadata'],
    },
  },
};
