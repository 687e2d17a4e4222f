import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase, tables } from '@studywright/db';
import { createTestDatabase } from '@studywright/db/testing';
import { createClient } from '../index.ts';

export interface TestProgram {
  url: string;
  newStudent(): Promise<{ id: string; email: string; password: string }>;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL('../../../../apps/server/src/main.ts', import.meta.url));

/** The server program itself, API and worker, with a database and a folder of its own. */
export async function startProgram(): Promise<TestProgram> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'studywright-program-'));
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { DATABASE_URL: database.url, AUTH_SECRET: 'a secret that only these tests know', STUDYWRIGHT_DATA: folder, STUDYWRIGHT_ROLE: 'all', API_PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; !(await isReady(url)); await pause(30)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The server program does not start: ${output}`);
  }
  const { db, close: disconnect } = openDatabase(database.url, { max: 1 });
  let students = 0;
  return {
    url,
    async newStudent() {
      students += 1;
      const who = { email: `student${students}@example.org`, password: 'correct horse battery' };
      // All tests are one network, which may make only so many accounts within the hour.
      await db.delete(tables.throttles);
      const { id } = await createClient({ url }).account.signUp.mutate({ ...who, name: 'Ada' });
      return { id, ...who };
    },
    async close() {
      child.kill('SIGKILL');
      await exited;
      await disconnect();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
