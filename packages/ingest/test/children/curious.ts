/** Tries what it has no business to do and reports what came of it. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.once('message', () => {
  const environment = Object.keys(process.env).sort().join(' ');
  const kept = getCompileCacheDir();
  const write = [tmpdir(), kept ?? 'no folder is kept'].map((folder) => outcome(() => writeFileSync(join(folder, `studywright-curious-${process.pid}`), 'x'))).join(' ');
  const run = outcome(() => spawnSync('true'));
  const answer = { ok: false, code: 'UNREADABLE', detail: `environment: ${environment}; write: ${write}; run: ${run}` };
  process.stdout.write(JSON.stringify(answer), () => process.exit(0));
});

function outcome(attempt: () => unknown): string {
  try {
    attempt();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  }
}
