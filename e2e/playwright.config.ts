import { defineConfig } from '@playwright/test';
import { installedBrowser } from './browser.ts';

const browser = await installedBrowser();

export default defineConfig({
  testDir: '.',
  globalSetup: './global-setup.ts',
  outputDir: '../test-results',
  // The journeys share one stack; two cores carry one browser beside it.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  use: {
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
