import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { StartError } from './start-error.ts';

/** Whether there is a build, of now or of before. */
export function isBuilt(): boolean {
  return existsSync(join(root, 'apps/web/.next/BUILD_ID'));
}

/** Builds the web app if anything that goes into it has changed since the last build. */
export async function buildWeb(signal?: AbortSignal): Promise<{ changed: boolean }> {
  const { code, output } = await turbo(['run', 'build', '--filter=@studywright/web', '--output-logs=new-only', '--ui=stream'], signal);
  if (code !== 0) throw new StartError(`${output.trimEnd()}\nThe web app could not be built; the lines above say why.`);
  return { changed: !output.includes('FULL TURBO') };
}

function turbo(args: string[], signal: AbortSignal | undefined): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/turbo/bin/turbo'), ...args], {
      cwd: root,
      ...(signal ? { signal } : {}),
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
