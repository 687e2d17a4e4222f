import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
}

const vitestSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightSchema = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) });

/** From the JSON report of Vitest. A run that failed without a failed test, such as in an import, counts as one. */
export function vitestCounts(file: string, exitCode: number): Counts {
  const report = read(vitestSchema, file);
  return atLeastOneFailure({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, exitCode);
}

/** From the JSON report of Playwright. */
export function playwrightCounts(file: string, exitCode: number): Counts {
  const stats = read(playwrightSchema, file)?.stats;
  return atLeastOneFailure({ passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 }, exitCode);
}

function atLeastOneFailure({ passed, failed }: Counts, exitCode: number): Counts {
  return { passed, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}

function read<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
