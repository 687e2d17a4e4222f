import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shortPath } from './settings.ts';
import { StartError } from './start-error.ts';

const schema = z.object({ AUTH_SECRET: z.string().min(32) });

/** The secrets of this installation, made at its first start and kept: changing one signs everybody out. */
export function ensureSecrets(dataFolder: string): z.infer<typeof schema> {
  const file = join(dataFolder, 'secrets.json');
  if (!existsSync(file)) create(dataFolder, file);
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${shortPath(file)} cannot be read as what it should be. Put it back from a backup, or delete it: everybody then has to sign in again.`);
  }
}

/** Linked into its place whole, so that it is never seen half written and never replaced. */
function create(dataFolder: string, file: string): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ AUTH_SECRET: randomBytes(32).toString('base64url') }, null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(temporary);
  }
}
