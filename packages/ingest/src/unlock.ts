import type { IngestLimits } from './limits.ts';
import { inProcess } from './process.ts';
import type { TaskOptions } from './process.ts';

export interface UnlockOptions extends Pick<TaskOptions, 'signal'> {
  /** As the student named it; never used as a path. */
  fileName: string;
  /** Told to the process that opens the document, and to nothing else: no command line, no environment, no file. */
  password: string;
  limits: IngestLimits;
}

/**
 * The same document without its password, opened in a process of its own.
 * @param path where the file is; it stays as it is
 * @throws AppError WRONG_PASSWORD, BAD_INPUT (no document with a password), UNREADABLE; otherwise as `inProcess`
 */
export async function unlockInProcess(path: string, { signal, ...request }: UnlockOptions): Promise<Uint8Array> {
  const { bytes } = await inProcess({ task: 'unlock', path, ...request }, signal === undefined ? {} : { signal });
  return bytes;
}
