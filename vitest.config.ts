import { configDefaults, defineConfig } from 'vitest/config';

// Figures on documents that are too large for this repository: there is nothing to test without them.
const onCorpora = process.env['STUDYWRIGHT_CORPORA'] ? [] : ['**/corpora.test.ts', '**/corpus.test.ts'];

export default defineConfig({
  test: {
    // How long something takes is measured in bench/. Here a limit only ends what hangs, also on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['packages/db/src/testing/global-setup.ts'],
    exclude: [...configDefaults.exclude, ...onCorpora],
    include: ['{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}', 'tooling/test/**/*.test.ts'],
  },
});
