import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { playwrightCounts, vitestCounts } from '../check/counts.ts';

function report(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'studywright-counts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'report.json');
  if (content !== undefined) writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('counts', () => {
  it('are those of the reports', () => {
    expect(vitestCounts(report({ numPassedTests: 12, numFailedTests: 2, numPendingTests: 1 }), 1)).toEqual({ passed: 12, failed: 2 });
    expect(playwrightCounts(report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } }), 1)).toEqual({ passed: 6, failed: 1 });
  });

  it('never say that all is well when the run failed', () => {
    expect(vitestCounts(report({ numPassedTests: 12, numFailedTests: 0 }), 1)).toEqual({ passed: 12, failed: 1 });
    expect(playwrightCounts(report(undefined), 1)).toEqual({ passed: 0, failed: 1 });
  });
});
