import { createCaller, createEvents, createTokens, localFiles, silentLog, type Deps } from '@studywright/api';
import { tables, withUnsafe, type Unsafe } from '@studywright/db';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { z } from 'zod';
import { idOf } from './seed.ts';

export const scenarios = ['due', 'rate', 'course'] as const;
export type Scenario = (typeof scenarios)[number];

export const statement = z.object({ query: z.string(), parameters: z.array(z.unknown()) });
export type Statement = z.infer<typeof statement>;

/** What a request does to the database. */
export const plan = z.object({
  /** Between begin and commit, on one connection. */
  transaction: z.boolean(),
  /** Those of a wave are sent together, as the verb sends them; each wave waits for the one before. */
  waves: z.array(z.array(statement)),
});
export type Plan = z.infer<typeof plan>;

/** The student and card whose requests are looked at; their ids and this review's are replaced in those of the others. */
export const looked = { student: 0, card: idOf('card', 0, 0), review: '0000000a-0000-7000-8000-0000000000aa' };

/** Calls each verb once and writes down what it sends. */
export async function capture(url: string): Promise<Record<Scenario, Plan>> {
  const client = postgres(url, { max: 10, onnotice: () => {} });
  const recorder = createRecorder();
  const db = drizzle(recorder.record(client), { schema: tables, casing: 'snake_case' });
  const unused = () => {
    throw new Error('Nothing that is measured here needs this.');
  };
  const deps: Deps = {
    db,
    now: () => new Date(),
    newId: () => v7(),
    model: { engine: 'none', outline: unused, draft: unused, compose: unused, ask: unused, explain: unused, translates: false },
    reader: { extract: unused, recognize: unused, render: unused, cut: unused, unlock: unused, close: async () => {} },
    files: localFiles('.'),
    external: null,
    rules: { maxBytes: 0, maxFilesAtOnce: 0 },
    budgets: { studentDay: null, studentMonth: null, siteDay: null, siteMonth: null },
    jobs: { enqueue: unused },
    events: createEvents(client, unused),
    tokens: createTokens('unused'),
    log: silentLog,
  };
  const caller = createCaller({ ...deps, actor: { userId: idOf('user', looked.student), role: 'student', via: 'token', sessionId: null }, requestId: 'bench', ip: null });
  try {
    const due = await recorder.during(() => caller.flashcard.studySession({ limit: 20 }));
    const course = await recorder.during(() => caller.course.open({ id: idOf('course', looked.student) }));
    const rate = await recorder.during(() => caller.flashcard.review({ id: looked.review, cardId: looked.card, rating: 3, version: 0, durationMs: 4_000 }));
    return { due, rate, course };
  } finally {
    await client.end();
  }
}

interface Recorder {
  record(client: postgres.Sql): postgres.Sql;
  during(run: () => Promise<unknown>): Promise<Plan>;
}

function createRecorder(): Recorder {
  let current: Plan = { transaction: false, waves: [] };
  let open: Statement[] | null = null;
  const note = (made: Statement) => {
    if (open) {
      open.push(made);
      return;
    }
    const wave = [made];
    open = wave;
    current.waves.push(wave);
    // Answers come in a later turn of the event loop: what is sent until then was not waiting for one.
    setImmediate(() => {
      open = null;
    });
  };
  const noting =
    (unsafe: Unsafe): Unsafe =>
    (query, parameters, options) => {
      note({ query, parameters: plain(parameters) });
      return unsafe(query, parameters, options);
    };
  return {
    record: (client) => withUnsafe(client, noting, () => (current.transaction = true)),
    async during(run) {
      current = { transaction: false, waves: [] };
      await run();
      return plan.parse(current);
    },
  };
}

function plain(parameters: unknown): unknown[] {
  return z.array(z.unknown()).parse(JSON.parse(JSON.stringify(parameters ?? [])));
}
