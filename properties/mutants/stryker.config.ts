import type { PartialStrykerOptions } from '@stryker-mutator/api/core';

/** Mutation testing of `src/checks`, for `npm run mutants`. Why only these: decisions/0016. */
export default {
  mutate: ['src/checks/*.ts', '!src/checks/*.spec.ts'],
  // Its sandbox holds what the specs of the checks need, and nothing else.
  ignorePatterns: ['*', '!src/**', '!docs/**', '!properties/**', '!package.json'],
  tempDirName: '.tmp/mutants',
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  testRunnerNodeArgs: ['--conditions=sadpath-source', '--import=./properties/mutants/mocha-twelve.ts'],
  // It has nothing to check with, and loads the plugin all the same.
  checkerNodeArgs: ['--import=./properties/mutants/mocha-twelve.ts'],
  // And not .mocharc.json: what runs in parallel runs in processes that know of no mutants.
  mochaOptions: {
    'no-config': true,
    'no-package': true,
    extension: ['ts'],
    spec: ['src/checks/*.spec.ts'],
    require: ['./properties/seed.ts'],
  },
  coverageAnalysis: 'perTest',
  // Loops without an end are stopped by their turns; a slow machine must not pass for a test that noticed.
  timeoutMS: 30_000,
  // Node takes types away, and asks nothing of them.
  disableTypeChecks: false,
  concurrency: 2,
  reporters: ['progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: 'reports/mutants/mutants.json' },
  htmlReporter: { fileName: 'reports/mutants/mutants.html' },
} satisfies PartialStrykerOptions;
