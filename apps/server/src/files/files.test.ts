import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import type { SeededCourse, TestStudent } from '@studywright/api/testing';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
let student: TestStudent;
let course: SeededCourse;
beforeAll(async () => {
  server = await startTestServer();
  student = await server.api.signUp();
});
afterAll(() => server.close());
beforeEach(async () => {
  course = await server.api.seedCourse(student);
});

const errorOf = async (response: Response) => ({ status: response.status, ...(await response.json()) });

describe('the file of a document', () => {
  const text = 'Cells are small. Mitochondria are smaller.';
  /** What a browser would run as a page if it were told that this is one. */
  const hostile = { fileName: 'Übung “1”\r\nSet-Cookie: a=b; <script>.html', mediaType: 'text/html' };

  async function uploaded(as: Partial<typeof hostile> = {}) {
    const { id } = await student.api.document.pasteText({ id: v7(), courseId: course.courseId, title: 'Cells', text });
    if (as.fileName !== undefined) await server.api.deps.db.update(tables.documents).set(as).where(eq(tables.documents.id, id));
    const { url, expiresAt } = await student.api.document.file({ id });
    return { id, url: server.url + url, expiresAt };
  }

  it('is fetched from a signed address, to be kept and never to be shown as a page', async () => {
    const { url } = await uploaded(hostile);
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe('text/html');
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; /);
    expect(disposition).toContain(`filename*=UTF-8''%C3%9Cbung`);
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['bytes=0-4', 206, 'Cells', `bytes 0-4/${text.length}`],
    ['bytes=-8', 206, 'smaller.', `bytes ${text.length - 8}-${text.length - 1}/${text.length}`],
    ['bytes=6-', 206, text.slice(6), `bytes 6-${text.length - 1}/${text.length}`],
    ['bytes=0-0,5-6', 200, text, null],
    ['pages=1-2', 200, text, null],
  ])('comes in the part %s', async (range, status, body, told) => {
    const response = await fetch((await uploaded()).url, { headers: { range } });
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([status, body, told]);
  });

  it('has no part behind its end, and can be asked about', async () => {
    const { url } = await uploaded();
    const outside = await fetch(url, { headers: { range: 'bytes=1000-' } });
    expect(outside.headers.get('content-range')).toBe(`bytes */${text.length}`);
    expect(await errorOf(outside)).toMatchObject({ status: 416, error_code: 'BAD_INPUT' });
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(text.length), '']);
  });

  it('is not there for an address that has run out, is changed, or is meant for something else', async () => {
    const { url, expiresAt } = await uploaded();
    const { ticket } = await student.api.document.startUpload({ id: v7(), courseId: course.courseId, fileName: 'a.txt', bytes: 5 });
    for (const other of [`${url}x`, `${server.url}/files/`, `${server.url}/files/../secrets`, `${server.url}/files/${ticket}`]) expect((await fetch(other)).status).toBe(404);
    expect(Date.parse(expiresAt) - server.api.clock.now().getTime()).toBe(limits.upload.addressMinutes * 60_000);
    server.api.clock.set(expiresAt);
    expect(await errorOf(await fetch(url))).toMatchObject({ status: 404, detail: expect.stringContaining('run out') });
  });

  it('is not there any more once the document is deleted', async () => {
    const { id, url } = await uploaded();
    await student.api.document.delete({ id });
    expect((await fetch(url)).status).toBe(404);
  });
});

describe('a page as a picture', () => {
  let rendered: { page: number; width: number; turn: number }[];
  let hold: Promise<void>;
  let atOnce: { now: number; most: number };
  const render = () => server.api.deps.reader.render;
  let before: ReturnType<typeof render>;
  beforeEach(() => {
    rendered = [];
    hold = Promise.resolve();
    atOnce = { now: 0, most: 0 };
    before = render();
    server.api.deps.reader.render = async (_path, page, { width, turn }) => {
      rendered.push({ page, width, turn });
      atOnce.now += 1;
      atOnce.most = Math.max(atOnce.most, atOnce.now);
      await hold;
      atOnce.now -= 1;
      return Buffer.from(`page ${page} at ${width}`);
    };
  });
  afterEach(() => {
    server.api.deps.reader.render = before;
  });

  async function shown(page = 1, turn = 0) {
    await server.api.deps.db
      .update(tables.pages)
      .set({ width: 210, height: 297, turn })
      .where(and(eq(tables.pages.documentId, course.documentId), eq(tables.pages.number, page)));
    const view = await student.api.document.page({ documentId: course.documentId, page });
    if (!view.picture) throw new Error('The page has no picture.');
    return view.picture;
  }

  it('is told with its proportions, at an address that stays the same within the hour', async () => {
    server.api.clock.set('2026-03-02T10:10:00.000Z');
    const first = await shown(1, 90);
    expect(first).toMatchObject({ width: 210, height: 297, turn: 90 });
    server.api.clock.set('2026-03-02T10:59:59.000Z');
    expect((await shown(1, 90)).url).toBe(first.url);
    expect((await shown(2)).url).not.toBe(first.url);
    server.api.clock.set('2026-03-02T11:00:00.000Z');
    expect((await shown(1, 90)).url).not.toBe(first.url);
    expect((await fetch(server.url + first.url)).status).toBe(200);
    server.api.clock.set('2026-03-02T12:00:00.000Z');
    expect((await fetch(server.url + first.url)).status).toBe(404);
  });

  it('is not told of pages that cannot be shown as one', async () => {
    expect((await student.api.document.page({ documentId: course.documentId, page: 1 })).picture).toBeNull();
  });

  it('is WebP that browsers keep, also those whose page is of another site', async () => {
    const { url } = await shown(2, 180);
    const response = await fetch(server.url + url);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'image/webp', 'page 2 at 1200']);
    expect(response.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(rendered).toEqual([{ page: 2, width: 1_200, turn: 180 }]);
    const again = await fetch(server.url + url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('has one of few widths, and is rendered once for each', async () => {
    const { url } = await shown();
    const ask = async (query: string) => (await fetch(server.url + url + query)).text();
    expect([await ask('?w=1'), await ask('?w=600'), await ask('?w=601'), await ask(''), await ask('?w=99999')]).toEqual(['page 1 at 600', 'page 1 at 600', 'page 1 at 1200', 'page 1 at 1200', 'page 1 at 2400']);
    expect(rendered.map(({ width }) => width)).toEqual([600, 1_200, 2_400]);
    expect(await errorOf(await fetch(`${server.url + url}?w=wide`))).toMatchObject({ status: 400, error_code: 'BAD_INPUT' });
  });

  it('is rendered once for all who ask at the same time, and two pages at once at most', async () => {
    const { documentId } = course;
    await server.api.deps.db.insert(tables.pages).values([3, 4, 5].map((number) => ({ documentId, number, text: '' })));
    const urls: string[] = [];
    for (const page of [1, 2, 3, 4, 5]) urls.push((await shown(page)).url);
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    const answers = [...urls, ...urls].map((url) => fetch(server.url + url));
    await expect.poll(() => rendered.length).toBe(2);
    resolve();
    for (const answer of answers) expect((await answer).status).toBe(200);
    expect(rendered.map(({ page }) => page).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(atOnce.most).toBe(2);
  });

  it('that failed is tried again, and a deleted document shows none', async () => {
    const { url } = await shown();
    const works = render();
    server.api.deps.reader.render = () => Promise.reject(new Error('broken'));
    expect(await errorOf(await fetch(server.url + url))).toMatchObject({ status: 500, error_code: 'INTERNAL' });
    server.api.deps.reader.render = works;
    expect((await fetch(server.url + url)).status).toBe(200);
    await student.api.document.delete({ id: course.documentId });
    expect((await fetch(server.url + url)).status).toBe(404);
    await server.api.runJobs();
    const left: string[] = [];
    for await (const { key } of server.api.deps.files.list('pictures/')) left.push(key);
    expect(left).not.toContainEqual(expect.stringContaining(course.documentId));
  });
});

describe('the picture on a card', () => {
  it('is fetched from a signed address, kept by browsers, and gone with its card', async () => {
    const [cardId = ''] = course.cardIds;
    const key = `figures/${course.documentId.slice(-2)}/${course.documentId}/digest.webp`;
    await server.api.deps.files.write(key, Buffer.from('a picture'));
    await server.api.deps.db.update(tables.flashcards).set({ figure: { key, width: 200, height: 120 } }).where(eq(tables.flashcards.id, cardId));
    const figure = await student.api.flashcard.figure({ id: cardId });
    expect(figure).toMatchObject({ width: 200, height: 120 });
    const url = `${server.url}${figure?.url ?? ''}`;
    const response = await fetch(url);
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([200, 'a picture', 'image/webp']);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })).status).toBe(304);
    expect((await fetch(`${server.url}/figures/nothing`)).status).toBe(404);
    await server.api.deps.db.update(tables.flashcards).set({ figure: null }).where(eq(tables.flashcards.id, cardId));
    expect(await errorOf(await fetch(url))).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
  });
});
