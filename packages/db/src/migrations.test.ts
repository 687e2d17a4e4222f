import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const statementsOf = (name: string) => readFileSync(new URL(`../migrations/${name}.sql`, import.meta.url), 'utf8').split('--> statement-breakpoint');

it('keeps questions and answers from before there were kinds', async () => {
  const sql = postgres(database.url, { max: 1 });
  try {
    // As they were, in a room of their own: the migration names no schema.
    await sql`create schema before_kinds`;
    await sql`set search_path to before_kinds`;
    await sql`create table questions (id int, options jsonb not null)`;
    await sql`create table attempts (id int, "right" int)`;
    await sql`create table attempt_items (position int, option_order int[] not null, chosen smallint, "right" boolean)`;
    const options = [{ text: 'a', correct: true }, { text: 'b', correct: false }];
    await sql`insert into questions values (1, ${sql.json(options)})`;
    await sql`insert into attempts values (1, 1), (2, null)`;
    await sql`insert into attempt_items values (0, '{1,0}', 1, true), (1, '{0,1}', 1, false), (2, '{0,1}', null, null)`;
    for (const statement of statementsOf('0007_question_kinds')) await sql.unsafe(statement);
    expect(await sql`select kind, content, bloom, tags from questions`).toEqual([{ kind: 'single', content: { kind: 'single', options }, bloom: 'remember', tags: [] }]);
    expect(await sql`select id, "right", points from attempts order by id`).toEqual([{ id: 1, right: 1, points: 1 }, { id: 2, right: null, points: null }]);
    expect(await sql`select position, shown_order, answer, score, "right" from attempt_items order by position`).toEqual([
      { position: 0, shown_order: [1, 0], answer: { kind: 'single', chosen: 1 }, score: 1, right: true },
      { position: 1, shown_order: [0, 1], answer: { kind: 'single', chosen: 1 }, score: 0, right: false },
      { position: 2, shown_order: [0, 1], answer: null, score: null, right: null },
    ]);
  } finally {
    await sql.end();
  }
});
