import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits, type SiteRole } from '@studywright/core';
import { openDatabase, tables } from '@studywright/db';
import { createTestDatabase } from '@studywright/db/testing';
import { createReader } from '@studywright/ingest';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { authenticate } from '../account/service.ts';
import type { Actor, Ctx, Deps } from '../platform/context.ts';
import { createEvents } from '../platform/events.ts';
import { localFiles, type FileStore } from '../platform/files.ts';
import type { ExternalUploads } from '../platform/files/external.ts';
import type { Log } from '../platform/log.ts';
import { createTokens } from '../platform/tokens.ts';
import { createCaller } from '../router.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { createScriptedModel, type ScriptedModel } from './model.ts';
import { createTestQueue, type TestQueue } from './queue.ts';
import { createScriptedReader, type ScriptedReader } from './reader.ts';
import { joinCourse, seedCourse, type SeededCourse, type SeedOptions } from './seeds.ts';

export type Caller = ReturnType<typeof createCaller>;

export interface TestStudent {
  id: string;
  email: string;
  password: string;
  actor: Actor;
  /** The whole tree, asked as this student. */
  api: Caller;
}

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: object;
}

export interface TestApi {
  deps: Deps;
  clock: TestClock;
  jobs: TestQueue;
  model: ScriptedModel;
  reader: ScriptedReader;
  /** What was written to the log, oldest first. */
  logged: LogLine[];
  /** Address of this test's own database. */
  databaseUrl: string;
  /** Where its files are kept. */
  folder: string;
  ctx(actor: Actor | null, request?: { ip?: string | null }): Ctx;
  caller(actor: Actor | null, request?: { ip?: string | null }): Caller;
  /** A new account, signed in as in a browser. */
  signUp(who?: { email?: string; password?: string; name?: string; timeZone?: string; role?: SiteRole; /** False unless it is what a test is about: what is made is asked at once. */ lookAtDrafts?: boolean }): Promise<TestStudent>;
  seedCourse(owner: TestStudent, options?: SeedOptions): Promise<SeededCourse>;
  joinCourse(courseId: string, student: TestStudent, role?: 'teacher' | 'student'): Promise<void>;
  /** Does the work that waits, with the scripted model. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

const start = '2026-03-02T09:00:00.000Z';

/** All that the router tree needs, on a database and a folder of its own. Nothing is mocked but the clock, the workers and the engine. */
export async function createTestApi({ files = localFiles, external = null }: { files?: (folder: string) => FileStore; external?: ExternalUploads | null } = {}): Promise<TestApi> {
  const logged: LogLine[] = [];
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'studywright-test-'));
  const handle = openDatabase(database.url, { max: 5 });
  const events = createEvents(handle.sql, (error) => logged.push({ level: 'error', message: 'events', fields: { err: error } }));
  const clock = createTestClock(start);
  const model = createScriptedModel();
  const reader = createScriptedReader(createReader({ languages: ['eng'], pictures: 1, maxBytes: limits.upload.maxBytes }));
  const jobs = await createTestQueue(handle.db);
  const deps: Deps = { db: handle.db, now: clock.now, newId: () => v7(), model, reader, files: files(folder), external, rules: { maxBytes: limits.upload.maxBytes, maxFilesAtOnce: limits.upload.maxFilesAtOnce }, budgets: { studentDay: 1_000_000, studentMonth: 10_000_000, siteDay: null, siteMonth: null }, jobs, events, tokens: createTokens('a secret that only tests know'), log: logTo(logged) };
  const ctx: TestApi['ctx'] = (actor, { ip = null } = {}) => ({ ...deps, actor, requestId: 'test-request', ip });
  const caller: TestApi['caller'] = (actor, request) => createCaller(ctx(actor, request));
  let students = 0;

  return {
    deps,
    clock,
    jobs,
    model,
    reader,
    logged,
    databaseUrl: database.url,
    folder,
    ctx,
    caller,
    async signUp({ email, password = 'correct horse battery', name = 'Ada', timeZone, role = 'student', lookAtDrafts = false } = {}) {
      students += 1;
      const address = email ?? `student${students}@example.org`;
      const { id } = await caller(null).account.signUp({ email: address, password, name, ...(timeZone !== undefined && { timeZone }) });
      await deps.db.update(tables.users).set({ role, lookAtDrafts }).where(eq(tables.users.id, id));
      const { sessionId } = await authenticate(ctx(null), { email: address, password }, 'browser');
      const actor: Actor = { userId: id, role, via: 'session', sessionId };
      return { id, email: address, password, actor, api: caller(actor) };
    },
    seedCourse: (owner, options) => seedCourse(deps, owner.id, options),
    joinCourse: (courseId, student, role = 'student') => joinCourse(deps, courseId, student.id, role),
    runJobs: () => jobs.runAll(deps),
    async close() {
      await events.close();
      await handle.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function logTo(lines: LogLine[]): Log {
  const at = (level: LogLine['level']) => (fields: object, message: string) => void lines.push({ level, message, fields });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
