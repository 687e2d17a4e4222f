import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppRouter } from '@studywright/api';
import { createTRPCClient, httpLink } from '@trpc/client';
import { onTestFinished } from 'vitest';

export interface Place {
  databaseUrl: string;
  /** Holds the files of all programs that share it. */
  folder: string;
  /** Further settings. */
  environment?: Record<string, string>;
}

export interface RunningProgram {
  url: string;
  pid: number;
  /** As a power cut would end it. */
  kill(): Promise<void>;
  /** Asks it to end. @returns its exit code */
  stop(): Promise<number | null>;
  /** What it has written. */
  output(): string;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'studywright-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The program itself, in a process of its own, ready for use; ended at the latest with the test. */
export async function startProgram({ databaseUrl, folder, environment = {} }: Place, role: 'api' | 'worker' | 'all', port = 4000): Promise<RunningProgram> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a secret that only these tests know',
      STUDYWRIGHT_DATA: folder,
      STUDYWRIGHT_ROLE: role,
      API_PORT: String(port),
      WORKER_CONCURRENCY: '1',
      LOG_LEVEL: 'debug',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const exited = once(child, 'exit');
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  onTestFinished(async () => void (await end('SIGKILL')));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`The program ended at once: ${output}`);
    return role === 'worker' ? output.includes('worker waits for jobs') : isReady(url);
  }, 'the program is ready', { withinMs: 90_000 });
  return { url, pid: pidOf(child), kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM'), output: () => output };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The program could not be started.');
  return pid;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then((response) => response.ok, () => false);
}

/** Asks again and again until it is so. */
export async function until(holds: () => Promise<boolean> | boolean, what: string, { withinMs = 30_000, everyMs = 20 } = {}): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms until ${what}.`);
    await pause(everyMs);
  }
}

export function apiClient(url: string, token?: string) {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })] });
}

export interface Student {
  token: string;
  api: ReturnType<typeof apiClient>;
  courseId: string;
}

/** A new account with an empty course, signed in as a program is. */
export async function newStudent(url: string, newId: () => string): Promise<Student> {
  const email = `student-${newId()}@example.org`;
  const password = 'correct horse battery';
  await apiClient(url).account.signUp.mutate({ email, password, name: 'Ada' });
  const { accessToken } = await apiClient(url).account.signIn.mutate({ email, password });
  const api = apiClient(url, accessToken);
  // What is made is asked at once: these tests are about the way there.
  await api.account.updateProfile.mutate({ settings: { lookAtDrafts: false } });
  const courseId = newId();
  await api.course.create.mutate({ id: courseId, name: 'Cell biology' });
  return { token: accessToken, api, courseId };
}
