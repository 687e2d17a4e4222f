import { createTestDatabase } from '@studywright/db/testing';
import { freePort } from './ports.ts';
import * as tus from 'tus-js-client';
import { v7 } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { newStudent, startProgram, temporaryFolder, until } from './harness.ts';
import { writtenReader } from './reader.ts';

it('a file that is sent becomes cards while its page hears of it', { timeout: 60_000 }, async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const server = await startProgram({ databaseUrl: database.url, folder: await temporaryFolder() }, 'all', await freePort());
  const { api, token, courseId } = await newStudent(server.url, v7);

  const heard = await listen(`${server.url}/trpc/document.changes?input=${encodeURIComponent(JSON.stringify({ courseId }))}`, token);
  const text = Buffer.from(writtenReader(6));
  const id = v7();
  const { ticket, path } = await api.document.startUpload.mutate({ id, courseId, fileName: 'reader.md', bytes: text.length });
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(text, { endpoint: server.url + path, headers: { authorization: `Bearer ${ticket}` }, chunkSize: 1_000, onSuccess: () => resolve(), onError: reject }).start();
  });
  await until(async () => (await api.document.get.query({ id })).status === 'ready', 'the document is ready');

  const document = await api.document.get.query({ id });
  expect(document).toMatchObject({ percent: 100, engine: 'extractive', pages: expect.any(Number), error: null });
  expect(document.counts.topics).toBeGreaterThan(1);
  const { items } = await api.document.items.query({ documentId: id, limit: 100 });
  expect(items.length).toBe(Math.min(100, document.counts.cards + document.counts.questions));
  expect(items.filter((item) => item.kind === 'card').length).toBeGreaterThan(5);
  for (const { citation } of items) {
    const page = await api.document.page.query({ documentId: id, page: citation.page });
    expect(page.text.slice(citation.start, citation.end)).toBe(citation.quote);
  }
  expect((await api.flashcard.studySession.query({ courseId })).cards.length).toBeGreaterThan(5);
  // One at its birth, and more while it was worked on.
  expect(heard().filter((event) => event.includes(id)).length).toBeGreaterThan(3);

  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toMatch(/"level":[56]0/);
  expect(server.output()).not.toContain(ticket);
});

/** The events of a subscription, as they come. */
async function listen(url: string, token: string): Promise<() => string[]> {
  const aborted = new AbortController();
  onTestFinished(() => aborted.abort());
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' }, signal: aborted.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const read = async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  };
  read().catch(() => {});
  await until(() => text.includes('event: connected'), 'the subscription is open');
  return () => text.split('\n').filter((line) => line.startsWith('data: '));
}
