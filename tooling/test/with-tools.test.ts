import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../start/root.ts';

const lockfile = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false

importers:

  .: {}
`;

/** A project without packages, in a folder with a space, that finds the tools that this one has brought. */
function newProject(): string {
  const project = mkdtempSync(join(tmpdir(), 'studywright tools '));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  mkdirSync(join(project, 'tooling'));
  mkdirSync(join(project, '.tools'));
  for (const part of ['with-tools.mjs', 'tools']) cpSync(join(root, 'tooling', part), join(project, 'tooling', part), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true }\n');
  writeFileSync(join(project, 'pnpm-workspace.yaml'), 'packages: []\n');
  writeFileSync(join(project, 'pnpm-lock.yaml'), lockfile);
  const brought = existsSync(join(root, '.tools')) ? readdirSync(join(root, '.tools')).filter((entry) => entry.includes('_node-')) : [];
  for (const entry of brought) symlinkSync(join(root, '.tools', entry), join(project, '.tools', entry));
  return project;
}

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(project: string, ...command: string[]): { child: ChildProcess; outcome: Promise<Outcome> } {
  const child = spawn(process.execPath, [join(project, 'tooling/with-tools.mjs'), ...command], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, outcome: once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr })) };
}

describe('with-tools', () => {
  it('installs before the first command, and is silent from then on', async () => {
    const project = newProject();
    const first = await start(project, 'node', '-p', '"only this"').outcome;
    expect(first).toMatchObject({ code: 0, stdout: 'only this\n' });
    expect(first.stderr).toContain('Installing packages …');
    expect(await start(project, 'node', '-p', '"only this"').outcome).toEqual({ code: 0, stdout: 'only this\n', stderr: '' });

    writeFileSync(join(project, 'pnpm-workspace.yaml'), '# changed\npackages: []\n');
    expect((await start(project, 'node', '-e', '').outcome).stderr).toContain('Installing packages …');
  });

  it('gives the command our Node and pnpm, and its arguments as they are', async () => {
    const project = newProject();
    const script = 'console.log(process.version, require("child_process").execFileSync("pnpm", ["--version"]).toString().trim(), ...process.argv.slice(1))';
    const { stdout } = await start(project, 'node', '-e', script, '--', 'a b', '"c"').outcome;
    expect(stdout).toMatch(/^v26\.\d+\.\d+ 12\.18\.0 a b "c"\n$/);
  });

  it('installs once when two are started at the same time', async () => {
    const project = newProject();
    const outcomes = await Promise.all([1, 2, 3].map(() => start(project, 'node', '-p', '1').outcome));
    expect(outcomes.map(({ code, stdout }) => `${code} ${stdout}`)).toEqual(['0 1\n', '0 1\n', '0 1\n']);
    expect(outcomes.filter(({ stderr }) => stderr.includes('Installing')).length).toBe(1);
  });

  it('takes over from a process that died while it installed', async () => {
    const project = newProject();
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    mkdirSync(join(project, '.tools/packages.lock'));
    writeFileSync(join(project, '.tools/packages.lock/pid'), String(dead.pid));
    expect((await start(project, 'node', '-p', '1').outcome).stdout).toBe('1\n');
    expect(existsSync(join(project, '.tools/packages.lock'))).toBe(false);
  });

  it('ends as the command ends, and passes signals on', async () => {
    const project = newProject();
    expect((await start(project, 'node', '-e', 'process.exit(7)').outcome).code).toBe(7);
    expect((await start(project, 'node', '-e', 'process.kill(process.pid, "SIGKILL")').outcome).code).toBe(137);
    const script = 'process.on("SIGTERM", () => { console.log("asked to end"); process.exit(3); }); setInterval(() => {}, 1000); console.log("up")';
    const { child, outcome } = start(project, 'node', '-e', script);
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await outcome).toMatchObject({ code: 3, stdout: 'up\nasked to end\n' });
  });

  it('says in words what cannot be done', async () => {
    const project = newProject();
    expect(await start(project).outcome).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage:') });
    expect(await start(project, 'no-such-program').outcome).toMatchObject({ code: 127, stderr: expect.stringContaining('Cannot run no-such-program') });
    writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "dependencies": { "zod": "4.6.7" } }\n');
    writeFileSync(join(project, 'pnpm-workspace.yaml'), '# changed\npackages: []\n');
    expect(await start(project, 'node', '-e', '').outcome).toMatchObject({ code: 1, stderr: expect.stringContaining('run "pnpm install" if you changed a package.json') });
  });
});
