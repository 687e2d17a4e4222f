import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { root } from './root.ts';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

const demoAccount = z.object({ email: z.string(), password: z.string() });
export type DemoAccount = z.infer<typeof demoAccount>;

/** Fills a database that is empty still, and gives the demo's sign-in as long as it holds. */
export async function seedOnce(settings: Settings, databaseUrl: string, authSecret: string): Promise<DemoAccount | undefined> {
  if (settings.seed === 'none') return undefined;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'apps/server/src/seed.ts')], {
      env: { ...process.env, DATABASE_URL: databaseUrl, AUTH_SECRET: authSecret, STUDYWRIGHT_DATA: settings.dataFolder, LOG_LEVEL: 'error' },
    });
    return demoAccount.nullable().parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')) ?? undefined;
  } catch (error) {
    throw new StartError(`The demo course could not be made. Set STUDYWRIGHT_SEED=none to start without it. (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
  }
}
