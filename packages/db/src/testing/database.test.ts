import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './index.ts';

describe('test databases', () => {
  let databases: TestDatabase[] = [];

  beforeAll(async () => {
    databases = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('have all tables, and rows of their own', async () => {
    const connections = databases.map(({ url }) => postgres(url, { max: 1 }));
    try {
      const [first, second] = connections;
      if (!first || !second) throw new Error('three databases were asked for');
      const tables = await first`select to_regclass('public.courses') as name`;
      expect(tables[0]?.['name']).toBe('courses');
      await first`create table note (text text)`;
      expect(await second`select to_regclass('public.note') as name`).toEqual([{ name: null }]);
    } finally {
      await Promise.all(connections.map((sql) => sql.end()));
    }
  });

  it('are gone after drop, also while somebody is connected', async () => {
    const database = await createTestDatabase();
    const sql = postgres(database.url, { max: 1 });
    await sql`select 1`;
    await database.drop();
    await sql.end({ timeout: 1 });
    const again = postgres(database.url, { max: 1 });
    await expect(again`select 1`).rejects.toMatchObject({ code: '3D000' });
    await again.end();
  });
});
