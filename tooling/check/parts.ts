import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwrightCounts, vitestCounts, type Counts } from './counts.ts';
import { runPackage } from './run.ts';

export interface Part {
  name: string;
  heading: string;
  /** @param filters arguments for the program that runs the tests, such as the files to run */
  run(filters: readonly string[]): Promise<Counts>;
}

const turboQuiet = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };

/** In the order of how soon they can fail. */
export const parts: readonly Part[] = [
  {
    name: 'types',
    heading: 'Types',
    run: () => check('turbo/bin/turbo', ['run', 'typecheck', '--output-logs=errors-only', '--ui=stream', '--continue'], turboQuiet),
  },
  { name: 'lint', heading: 'Lint', run: () => check('oxlint/bin/oxlint', ['--deny-warnings', '--report-unused-disable-directives']) },
  {
    name: 'boundaries',
    heading: 'Import boundaries',
    run: () => check('dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.mjs', 'apps', 'packages', 'tooling', 'e2e']),
  },
  { name: 'unused', heading: 'Unused code', run: () => check('knip/bin/knip.js', ['--no-progress']) },
  {
    name: 'unit',
    heading: 'Unit and integration tests',
    run: (filters) =>
      counted(async (report) => {
        const code = await runPackage('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]);
        return vitestCounts(report, code);
      }),
  },
  {
    name: 'browser',
    heading: 'Browser journeys',
    run: (filters) =>
      counted(async (report) => {
        const code = await runPackage('../e2e/node_modules/@playwright/test/cli.js', ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json', ...filters], {
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        });
        return playwrightCounts(report, code);
      }),
  },
];

/** A check has no tests to count; when it fails, it is one failure. */
async function check(binary: string, args: readonly string[], environment?: Record<string, string>): Promise<Counts> {
  const code = await runPackage(binary, args, environment);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

async function counted(work: (report: string) => Promise<Counts>): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'studywright-report-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
