import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openDatabase, tables, type Database } from '@studywright/db';
import { migrate } from '@studywright/db/migrate';
import { createTestDatabase } from '@studywright/db/testing';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meaningsOf } from './meanings.ts';

interface Opened {
  db: Database;
  close(): Promise<void>;
}

async function plain(): Promise<Opened> {
  const database = await createTestDatabase();
  const handle = openDatabase(database.url, { max: 2 });
  return { db: handle.db, close: async () => (await handle.close(), database.drop()) };
}

/** Postgres as WebAssembly, for it comes with pgvector. */
async function withVectors(): Promise<Opened> {
  const pglite = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db: pglite, port: 0, host: '127.0.0.1' });
  await server.start();
  const url = `postgres://postgres@${server.getServerConn()}/postgres`;
  await migrate(url);
  const handle = openDatabase(url, { max: 1 });
  return { db: handle.db, close: async () => (await handle.close(), await server.stop(), await pglite.close()) };
}

describe.each([
  ['a plain database', plain, false],
  ['a database with pgvector', withVectors, true],
] as const)('what asks the same, in %s', (_, open, hasVectors) => {
  let opened: Opened;
  const courseId = v7();
  beforeAll(async () => {
    opened = await open();
    const { db } = opened;
    const [userId, otherCourse] = [v7(), v7()];
    await db.insert(tables.users).values({ id: userId, email: `${userId}@example.org`, name: 'Ada', passwordHash: '' });
    for (const id of [courseId, otherCourse]) await db.insert(tables.courses).values({ id, ownerId: userId, name: 'Cells' });
    const card = async (course: string, front: string, meaning: number[], model = 'm') => {
      const cardId = v7();
      await db.insert(tables.flashcards).values({ id: cardId, courseId: course, type: 'basic', front, back: 'Of water', origin: 'generated', ordinal: 0, updatedAt: new Date() });
      await db.insert(tables.itemMeanings).values({ id: v7(), courseId: course, cardId, model, vector: meaning });
    };
    await card(courseId, 'What is osmosis?', [1, 0, 0.1]);
    await card(courseId, 'What is mitosis?', [0, 1, 0]);
    await card(courseId, 'By another model?', [1, 0, 0.1], 'n');
    await card(courseId, 'Of another length?', [1, 0]);
    await card(otherCourse, 'Of another course?', [1, 0, 0.1]);
  }, 60_000);
  afterAll(() => opened.close());

  it('is compared by the database where it can', async () => {
    expect(await opened.db.execute(sql`select 1 from pg_extension where extname = 'vector'`)).toHaveLength(hasVectors ? 1 : 0);
  });

  it('is found by what points the same way, in its course and of its model', async () => {
    const meanings = await meaningsOf(opened.db, { courseId, model: 'm' });
    const near = await meanings.near([
      [2, 0.1, 0.2],
      [0, 0, 1],
      [0.1, 3, 0],
    ]);
    expect(near.map((items) => items.map(({ asked, answer, kind }) => [kind, asked, answer]))).toEqual([[['basic', 'What is osmosis?', 'Of water']], [], [['basic', 'What is mitosis?', 'Of water']]]);
  });
});
