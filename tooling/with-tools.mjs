// Runs a command with the Node and pnpm this project is built for, and with its packages installed:
//
//   node tooling/with-tools.mjs node apps/cli/src/main.ts …
//
// It is plain JavaScript without packages, because it has to run on the Node that happens to be there (20 or newer).
// Nothing of its own goes to stdout, which belongs to the command; what it has to say goes to stderr.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPackages } from './tools/packages.mjs';
import { bringTools } from './tools/tools.mjs';
import { UserError } from './tools/user-error.mjs';

/** What compiling programs gave, kept for their next start. */
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

const FORWARDED = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

try {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) throw new UserError('Usage: node tooling/with-tools.mjs COMMAND [ARGUMENT…]');
  const tools = await bringTools();
  const env = { NODE_COMPILE_CACHE: compiled, ...withPath(process.env, tools.path) };
  await installPackages(tools.pnpm, env);
  run(command === 'node' ? tools.node : command, args, env);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** The environment with our tools first. Windows names the variable `Path`, so its own spelling is kept. */
function withPath(env, folders) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [...folders, env[name] ?? ''].join(delimiter) };
}

/** Becomes, as far as a parent can, the command: same streams, same signals, same end. */
function run(command, args, env) {
  const child = spawn(command, args, { stdio: 'inherit', env });
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  child.on('error', (error) => {
    process.stderr.write(`Cannot run ${command}: ${error.message}\n`);
    process.exitCode = 127;
  });
  child.on('exit', (code, signal) => {
    for (const name of FORWARDED) process.off(name, forward);
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
