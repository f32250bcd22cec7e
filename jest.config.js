/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/test'],
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  testSequencer: '<rootDir>/test/support/jest/sequencer.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  moduleNameMapper: { '^@ambit/client/(.*)$': '<rootDir>/client/src/$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/jest/id-key.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/summary-reporter.cjs'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
