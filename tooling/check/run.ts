import { spawn } from 'node:child_process';
import { root } from '../start/root.ts';

/** Runs a program in the project's folder, its output going where ours goes, and gives its exit code. */
export function run(program: string, args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A program of a package, run by this Node. */
export function runPackage(binary: string, args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  return run(process.execPath, [`node_modules/${binary}`, ...args], environment);
}
