import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, exclusively } from './files.mjs';
import { UserError } from './user-error.mjs';

/** Names the state of the lockfile that `node_modules` was installed from; it goes when that folder goes. */
const STAMP = join(ROOT, 'node_modules', '.studywright-installed');

/** Installs what the lockfile names, if that has changed since the last time. */
export async function installPackages(pnpm, env) {
  const wanted = fingerprint();
  if (isInstalled(wanted)) return;
  await exclusively('packages', async () => {
    if (isInstalled(wanted)) return;
    process.stderr.write('Installing packages …\n');
    await pnpmInstall(pnpm, env);
    writeFileSync(STAMP, wanted);
  });
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function isInstalled(wanted) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
}

function pnpmInstall(pnpm, env) {
  const args = ['install', '--frozen-lockfile', '--pm-on-fail=ignore', '--config.confirmModulesPurge=false', '--reporter=append-only'];
  return new Promise((resolve, reject) => {
    const child = spawn(pnpm, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => reject(new UserError(`pnpm cannot be run: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const tail = Buffer.concat(output).toString('utf8').trim().split('\n').slice(-12).join('\n');
      reject(
        new UserError(
          `${tail}\nThe packages could not be installed. Check the network, or run "pnpm install" if you changed a package.json, then start again.`,
        ),
      );
    });
  });
}
