import { createTestDatabase } from '@studywright/db/testing';
import { v7 } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { newStudent, startProgram, temporaryFolder, until, type Student } from './harness.ts';
import { freePort } from './ports.ts';
import { writtenReader } from './reader.ts';

it('a document whose worker is killed half-way is finished by another one, once', { timeout: 120_000 }, async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const place = { databaseUrl: database.url, folder: await temporaryFolder() };
  const server = await startProgram(place, 'api', await freePort());
  const student = await newStudent(server.url, v7);
  const text = writtenReader(80);
  const first = await startProgram(place, 'worker');

  const id = v7();
  await student.api.document.pasteText.mutate({ id, courseId: student.courseId, title: 'Reader', text });
  const written = async () => (await student.api.document.get.query({ id })).counts.cards;
  await until(async () => (await written()) > 0, 'the first cards are written', { everyMs: 1 });
  await first.kill();
  const cut = await student.api.document.get.query({ id });
  expect(cut.status).toBe('working');
  const before = await fronts(student, id);
  expect(before.length).toBeGreaterThan(0);

  await startProgram(place, 'worker');
  await until(async () => (await student.api.document.get.query({ id })).status === 'ready', 'another worker has finished it');
  const after = await fronts(student, id);
  // What was there is still there, in its order.
  expect(after.slice(0, before.length)).toEqual(before);

  // The engine is deterministic: undisturbed, the same text gives the same.
  const undisturbed = v7();
  const other = v7();
  await student.api.course.create.mutate({ id: other, name: 'Undisturbed' });
  await student.api.document.pasteText.mutate({ id: undisturbed, courseId: other, title: 'Reader', text });
  await until(async () => (await student.api.document.get.query({ id: undisturbed })).status === 'ready', 'the same text is done again');
  expect(after).toEqual(await fronts(student, undisturbed));
  expect(after.length).toBeGreaterThan(before.length);
  expect(new Set(after).size).toBe(after.length);
  const { counts } = await student.api.document.get.query({ id });
  expect(counts).toEqual((await student.api.document.get.query({ id: undisturbed })).counts);
});

/** What the items of a document ask, in the order in which they were made. */
async function fronts({ api }: Student, documentId: string): Promise<string[]> {
  const asked: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.document.items.query>> = await api.document.items.query({ documentId, limit: 100, ...(cursor !== null && { cursor }) });
    asked.push(...page.items.map((item) => (item.kind === 'card' ? item.front : item.stem)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return asked;
}
