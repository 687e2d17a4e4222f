import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['packages/db/src/testing/global-setup.ts'],
    include: ['{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}', 'tooling/test/**/*.test.ts'],
  },
});
