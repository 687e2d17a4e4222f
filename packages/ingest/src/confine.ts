/** How the processes are started that handle what strangers sent: what they may do, and how much memory they get. */
import { spawn } from 'node:child_process';
import type { ChildProcess, SerializationType, StdioOptions } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Confinement {
  /** Of JavaScript's heap; buffers and the program itself lie outside it. At least 64. */
  heapMb: number;
  stdio: StdioOptions;
  serialization: SerializationType;
  /** Modules that each of its threads loads first. */
  preload?: readonly URL[];
}

/**
 * Starts a program that sees no environment, may read files but write none, and starts no other. What compiling it gave is
 * kept from one start to the next beside this package's modules, where that folder can be written; it is about a third of a start.
 */
export function spawnConfined(program: URL, { heapMb, stdio, serialization, preload = [] }: Confinement): ChildProcess {
  const compiled = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', '.cache', 'readers');
  // Node uses that folder only where the process may write to it; `confined.ts` takes that right away before anything else is loaded.
  const rights = ['--permission', '--allow-fs-read=*', `--allow-fs-write=${compiled}/*`, '--allow-worker'];
  const imports = [new URL('./confined.ts', import.meta.url), ...preload].flatMap(({ href }) => ['--import', href]);
  const flags = [`--max-old-space-size=${Math.max(64, Math.floor(heapMb))}`, ...rights, '--disable-warning=SecurityWarning', '--disable-warning=ExperimentalWarning', ...imports];
  return spawn(process.execPath, [...flags, fileURLToPath(program)], { env: { NODE_ENV: 'production', NODE_COMPILE_CACHE: compiled }, stdio, serialization });
}
