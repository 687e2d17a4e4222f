import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { AppError } from '@studywright/core';
import { lock } from 'proper-lockfile';
import { z } from 'zod';

const shared = { version: z.literal(1), url: z.string(), email: z.string() };
const credentials = z.discriminatedUnion('kind', [
  z.object({ ...shared, kind: z.literal('tokens'), tokens: z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: z.string() }) }),
  z.object({ ...shared, kind: z.literal('api-key'), apiKey: z.string() }),
]);

/** Who is signed in where. */
export type Credentials = z.infer<typeof credentials>;

export interface CredentialStore {
  /** Absolute. */
  file: string;
  /** Null where nobody is signed in. */
  read(): Promise<Credentials | null>;
  /** Readable by its owner alone, and whole whenever it is read. */
  write(next: Credentials): Promise<void>;
  /** True when there was something to forget. */
  remove(): Promise<boolean>;
  /** Runs while no other process does so with the same file. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** The user's own folder for settings of programs. */
export function configFolder(environment: Readonly<Record<string, string | undefined>>, platform = process.platform): string {
  const xdg = environment['XDG_CONFIG_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'studywright');
  const appData = environment['APPDATA'];
  if (platform === 'win32' && appData) return join(appData, 'studywright');
  return join(environment['HOME'] || homedir(), '.config', 'studywright');
}

export function credentialStore(folder: string): CredentialStore {
  const file = join(folder, 'credentials.json');
  const broken = (cause: unknown) => new AppError('CONFLICT', `The stored sign-in in ${file} cannot be read. Sign in again: studywright login`, { cause });
  return {
    file,
    async read() {
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw broken(error);
      }
      try {
        return credentials.parse(JSON.parse(text));
      } catch (error) {
        throw broken(error);
      }
    },
    async write(next) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const unfinished = `${file}.${process.pid}`;
        await writeFile(unfinished, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
        await rename(unfinished, file);
      } catch (error) {
        throw new AppError('CONFLICT', `The sign-in could not be stored in ${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
    async remove() {
      try {
        await rm(file);
        return true;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return false;
        throw error;
      }
    },
    async exclusively(work) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // One that was killed while it held the lock is taken for gone after ten seconds.
      const release = await lock(folder, { lockfilePath: `${file}.lock`, stale: 10_000, retries: { retries: 150, minTimeout: 50, maxTimeout: 100 } });
      try {
        return await work();
      } finally {
        await release();
      }
    },
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
