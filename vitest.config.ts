import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // How long something takes is measured in bench/. Here a limit only ends what hangs, also on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['packages/db/src/testing/global-setup.ts'],
    include: ['{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}', 'tooling/test/**/*.test.ts'],
  },
});
