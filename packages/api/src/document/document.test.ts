import { writeFile, mkdir, access } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type TestApi, type TestStudent } from '../testing/index.ts';
import { documentChanges } from './changes.ts';
import { processDocument } from './reading/process.ts';

let t: TestApi;
let ada: TestStudent;
let courseId: string;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.jobs.clear();
  t.model.failures.length = 0;
  t.model.asked.length = 0;
  t.model.hold = () => Promise.resolve();
  t.model.drafts = null;
  t.deps.model = t.model;
  ada = await t.signUp();
  courseId = v7();
  await ada.api.course.create({ id: courseId, name: 'Cell biology' });
});

const text = ['# Cells', 'A cell is the smallest unit that lives by itself.', '# Membranes', 'A membrane is a thin layer that keeps two spaces apart.', '# Energy', 'A mitochondrion is the part of a cell that makes most of its energy.'].join('\n\n');

async function paste(id = v7()) {
  return ada.api.document.pasteText({ id, courseId, title: 'Cells', text });
}

async function uploaded(bytes: Uint8Array, fileName = 'cells.md', id = v7()) {
  const ticket = await ada.api.document.startUpload({ id, courseId, fileName, bytes: bytes.length });
  await mkdir(join(t.folder, 'uploads'), { recursive: true });
  await writeFile(join(t.folder, 'uploads', id), bytes);
  return { id, ticket };
}

const exists = (path: string) => access(path).then(() => true, () => false);

async function made(documentId: string) {
  const [cards, questions, schedules] = await Promise.all([
    t.deps.db.select().from(tables.flashcards).where(eq(tables.flashcards.documentId, documentId)),
    t.deps.db.select().from(tables.questions).where(eq(tables.questions.documentId, documentId)),
    t.deps.db.select({ cardId: tables.cardSchedules.cardId }).from(tables.cardSchedules).innerJoin(tables.flashcards, eq(tables.flashcards.id, tables.cardSchedules.cardId)).where(eq(tables.flashcards.documentId, documentId)),
  ]);
  return { cards, questions, schedules };
}

describe('the way of a document', () => {
  it('goes from pasted text to cards, questions and topics that stand on its pages', async () => {
    const { id } = await paste();
    expect((await ada.api.document.get({ id })).status).toBe('queued');
    await t.runJobs();
    const view = await ada.api.document.get({ id });
    expect(view).toMatchObject({ status: 'ready', percent: 100, error: null, engine: 'scripted' });
    expect(view.counts.topics).toBe(3);
    const { cards, questions, schedules } = await made(id);
    expect(cards.length).toBeGreaterThanOrEqual(3);
    expect(schedules).toHaveLength(cards.length);
    for (const item of [...cards, ...questions]) {
      const page = await ada.api.document.page({ documentId: id, page: item.page ?? 0 });
      expect(page.text.slice(item.start ?? 0, item.end ?? 0)).toBe(item.quote);
    }
    const items = await ada.api.document.items({ documentId: id, limit: 2 });
    const rest = await ada.api.document.items({ documentId: id, limit: 100, ...(items.nextCursor !== null && { cursor: items.nextCursor }) });
    expect([...items.items, ...rest.items].map((item) => item.ordinal)).toEqual(Array.from({ length: cards.length + questions.length }, (_, index) => index));
  });

  it('names a file whose name says nothing after what is in it, and the course that was made for it', async () => {
    const namesOf = async (fileName: string, { course, title }: { course: string; title?: string }) => {
      courseId = v7();
      await ada.api.course.create({ id: courseId, name: course });
      const { id } = await uploaded(new TextEncoder().encode(text), fileName);
      await ada.api.document.finishUpload({ id });
      if (title !== undefined) await ada.api.document.rename({ id, title });
      await t.runJobs();
      return [(await ada.api.document.get({ id })).title, (await ada.api.course.get({ id: courseId })).name];
    };
    expect(await namesOf('scan_0001.md', { course: 'scan 0001' })).toEqual(['Cells', 'Cells']);
    expect(await namesOf('IMG_4031.md', { course: 'Biology 1' })).toEqual(['Cells', 'Biology 1']);
    expect(await namesOf('document (3).md', { course: 'document (3)', title: 'My notes' })).toEqual(['My notes', 'Cells']);
    expect(await namesOf('Lecture 3.md', { course: 'Lecture 3' })).toEqual(['Lecture 3', 'Lecture 3']);
  });

  it('keeps out what does not stand on the page, and counts it', async () => {
    t.model.drafts = (source) => {
      const [passage] = source.passages;
      if (!passage) return { cards: [], questions: [] };
      const good = { page: passage.page, start: passage.start, end: passage.end, quote: passage.text };
      return {
        cards: [
          { type: 'basic', front: 'Good?', back: passage.text, topic: '', citation: good },
          { type: 'basic', front: 'Invented?', back: passage.text, topic: '', citation: { ...good, quote: `${good.quote}!` } },
        ],
        questions: [],
      };
    };
    const { id } = await paste();
    await t.runJobs();
    const view = await ada.api.document.get({ id });
    // The same card of three topics is one; the invented one was dropped three times, the doubled one twice.
    expect(view.counts).toMatchObject({ cards: 1, discarded: 5 });
    expect(view.discardedFor).toEqual({ 'quote-not-found': 3, duplicate: 2 });
    expect((await made(id)).schedules).toHaveLength(1);
  });

  it('has the engine made ready while the file is read', async () => {
    const order: string[] = [];
    t.deps.model = { ...t.model, prepare: () => order.push('prepare') };
    t.reader.hold = async (asked) => void order.push(asked);
    const { id } = await paste();
    await t.runJobs().finally(() => (t.reader.hold = () => Promise.resolve()));
    expect((await ada.api.document.get({ id })).status).toBe('ready');
    expect(order).toEqual(['prepare', 'extract']);
  });

  it('leaves out what asks the same in other words, where the engine tells what words mean', async () => {
    t.model.drafts = (source, topic) => {
      const passage = source.passages[topic];
      if (!passage) return { cards: [], questions: [] };
      const citation = { page: passage.page, start: passage.start, end: passage.end, quote: passage.text };
      return { cards: [{ type: 'basic', front: `What is said, asked for the ${topic}. time?`, back: passage.text, topic: '', citation }], questions: [] };
    };
    const texts: string[][] = [];
    t.deps.model = {
      ...t.model,
      embeddings: 'meanings-1',
      embed: async (asked) => {
        texts.push([...asked]);
        return asked.map(() => [1, 2]);
      },
    };
    const { id } = await paste();
    await t.runJobs();
    // Their questions mean the same, but each passage answers in words of its own.
    expect((await ada.api.document.get({ id })).counts).toMatchObject({ discarded: 0 });
    // Its three topics, then the card of each.
    expect(texts.map((asked) => asked.length)).toEqual([3, 1, 1, 1]);
    t.model.drafts = (source) => {
      const [passage] = source.passages;
      if (!passage) return { cards: [], questions: [] };
      const citation = { page: passage.page, start: passage.start, end: passage.end, quote: passage.text };
      return { cards: ['What is said?', 'Say what is said.'].map((front) => ({ type: 'basic' as const, front, back: passage.text, topic: '', citation })), questions: [] };
    };
    const again = await ada.api.document.pasteText({ id: v7(), courseId, title: 'More cells', text: `${text}\n\nOne more sentence stands here.` });
    await t.runJobs();
    // The first passage is answered in the other document already, under another question.
    expect((await ada.api.document.get({ id: again.id })).discardedFor).toEqual({ duplicate: 6 });
    expect((await made(again.id)).cards).toEqual([]);
  });

  it('says where the built-in engine took over from the model', async () => {
    t.model.drafts = (_, topic) => ({ cards: [], questions: [], ...(topic === 1 && { engine: 'extractive', instead: 'the model did not answer' }) });
    const { id, courseId } = await paste();
    await t.runJobs();
    expect((await ada.api.document.get({ id })).instead).toEqual({ topics: 1, why: 'the model did not answer' });
    expect((await ada.api.document.list({ courseId })).items.find((document) => document.id === id)?.instead).toEqual({ topics: 1, why: 'the model did not answer' });
    const written = await t.deps.db.select({ engine: tables.topics.engine }).from(tables.topics).where(eq(tables.topics.documentId, id)).orderBy(tables.topics.ordinal);
    expect(written.map(({ engine }) => engine)).toEqual(['scripted', 'extractive', 'scripted']);
  });

  it('goes on after the last topic that was stored when a worker is lost, and makes nothing twice', async () => {
    const { id } = await paste();
    const stopped = new AbortController();
    t.model.hold = async (asked) => {
      if (asked === 'draft 1') {
        stopped.abort(new Error('the worker was killed'));
        throw new Error('the worker was killed');
      }
    };
    await expect(processDocument(id, { deps: t.deps, signal: stopped.signal, attempt: 0 })).rejects.toThrow('killed');
    expect((await ada.api.document.get({ id })).status).toBe('working');
    expect((await made(id)).cards).toHaveLength(1);
    t.model.hold = () => Promise.resolve();
    t.model.asked.length = 0;
    await t.runJobs();
    expect(t.model.asked).toEqual(['draft 1', 'draft 2']);
    const { cards, schedules } = await made(id);
    expect(cards).toHaveLength(3);
    expect(schedules).toHaveLength(3);
    expect((await ada.api.document.get({ id })).status).toBe('ready');
  });

  it('stores a topic once when two workers are at it', async () => {
    const { id } = await paste();
    const run = { deps: t.deps, signal: new AbortController().signal, attempt: 0 };
    let waiting = 0;
    let release = () => {};
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    t.model.hold = async (asked) => {
      if (asked !== 'draft 0') return;
      waiting += 1;
      if (waiting === 2) release();
      await both;
    };
    // The first makes the outline, so that both draft the same topics.
    const first = processDocument(id, run);
    await expect.poll(() => t.model.asked.includes('draft 0')).toBe(true);
    await Promise.all([first, processDocument(id, run)]);
    await t.runJobs();
    expect((await made(id)).cards).toHaveLength(3);
    expect((await ada.api.document.get({ id })).status).toBe('ready');
  });

  it('says why it failed and goes on from there when asked again', async () => {
    t.model.failures.push(new AppError('UNAVAILABLE', 'The model endpoint refused the key. Check OPENAI_API_KEY.', { retryable: false }));
    const { id } = await paste();
    await t.runJobs();
    expect(await ada.api.document.get({ id })).toMatchObject({ status: 'failed', error: { code: 'UNAVAILABLE', detail: 'The model endpoint refused the key. Check OPENAI_API_KEY.' } });
    await ada.api.document.retry({ id });
    expect((await ada.api.document.get({ id })).status).toBe('queued');
    await t.runJobs();
    expect(await ada.api.document.get({ id })).toMatchObject({ status: 'ready', error: null });
    // It was read once.
    expect(t.model.asked.filter((asked) => asked === 'outline')).toHaveLength(2);
  });

  it('tries again by itself what may pass, and tells nobody of our defects', async () => {
    t.model.failures.push(new Error('secret detail'));
    const { id } = await paste();
    await t.runJobs();
    expect((await ada.api.document.get({ id })).status).toBe('ready');
    t.model.failures.push(...Array.from({ length: 3 }, () => new Error('secret detail')));
    const other = await ada.api.document.pasteText({ id: v7(), courseId, title: 'Other', text: `${text} More.` });
    await t.runJobs();
    const failed = await ada.api.document.get({ id: other.id });
    expect(failed.status).toBe('failed');
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('refuses a file that it cannot read by name of what it is', async () => {
    const gif = Uint8Array.from([...new TextEncoder().encode('GIF89a'), ...Array(64).fill(0)]);
    const { id } = await uploaded(gif, 'notes.pdf');
    await ada.api.document.finishUpload({ id });
    await t.runJobs();
    const view = await ada.api.document.get({ id });
    expect(view.status).toBe('failed');
    expect(view.error).toMatchObject({ code: 'UNSUPPORTED', retryable: false });
    expect(view.error?.detail).toMatch(/GIF/);
  });

  it('tells whoever watches the course, and nobody else', async () => {
    const stop = new AbortController();
    const ctx = { ...t.ctx(ada.actor), actor: ada.actor };
    const changes = documentChanges(ctx, courseId, stop.signal);
    const elsewhere = documentChanges(ctx, v7(), stop.signal);
    const heard = changes.next();
    let strange = false;
    void elsewhere.next().then(({ done }) => {
      strange = done !== true;
    });
    // The subscription is in place once the database listens.
    await expect.poll(async () => (await t.deps.db.execute("select 1 from pg_stat_activity where query ilike 'listen%' and datname = current_database()")).length).toBeGreaterThan(0);
    const { id } = await paste();
    expect((await heard).value).toEqual({ documentId: id });
    stop.abort();
    expect(strange).toBe(false);
  });
});

describe('an upload', () => {
  it('becomes a document once its last byte is there, whoever says so first', async () => {
    const bytes = new TextEncoder().encode(text);
    const { id } = await uploaded(bytes);
    const [one, two] = await Promise.all([ada.api.document.finishUpload({ id }), ada.api.document.finishUpload({ id })]);
    expect(one.id).toBe(id);
    expect(two.id).toBe(id);
    expect(await t.jobs.waiting('process-document')).toHaveLength(1);
    expect(await exists(join(t.folder, 'uploads', id))).toBe(false);
    expect(one).toMatchObject({ title: 'cells', fileName: 'cells.md', bytes: bytes.length, status: 'queued' });
    await t.runJobs();
    expect((await ada.api.document.get({ id })).status).toBe('ready');
  });

  it('that is not complete says how much has come', async () => {
    const id = v7();
    await ada.api.document.startUpload({ id, courseId, fileName: 'cells.md', bytes: 1_000 });
    const nothing = await failure(ada.api.document.finishUpload({ id }));
    expect(nothing).toMatchObject({ code: 'CONFLICT', retryable: true, data: { received: 0 } });
  });

  it('of the same bytes is named as what is there already, and makes nothing', async () => {
    const bytes = new TextEncoder().encode(text);
    const first = await uploaded(bytes);
    await ada.api.document.finishUpload({ id: first.id });
    const second = await uploaded(bytes, 'copy.md');
    const told = await failure(ada.api.document.finishUpload({ id: second.id }));
    expect(told).toMatchObject({ code: 'DUPLICATE', data: { documentId: first.id } });
    expect(told.detail).toContain('“cells”');
    // Asked again after a lost answer, it says the same.
    expect((await failure(ada.api.document.finishUpload({ id: second.id }))).code).toBe('DUPLICATE');
    expect((await ada.api.document.list({ courseId })).items).toHaveLength(1);
    expect(await exists(join(t.folder, 'uploads', second.id))).toBe(false);
  });

  it('is refused before its first byte when it is too large, and for an archived course', async () => {
    const large = await failure(ada.api.document.startUpload({ id: v7(), courseId, fileName: 'atlas.pdf', bytes: limits.upload.maxBytes + 1 }));
    expect(large.code).toBe('TOO_LARGE');
    expect(large.detail).toContain('atlas.pdf');
    await ada.api.course.update({ id: courseId, archived: true });
    expect((await failure(ada.api.document.startUpload({ id: v7(), courseId, fileName: 'a.pdf', bytes: 10 }))).code).toBe('CONFLICT');
  });

  it('cannot be finished or taken over by another student', async () => {
    const { id } = await uploaded(new TextEncoder().encode(text));
    const eve = await t.signUp({ name: 'Eve' });
    expect((await failure(eve.api.document.finishUpload({ id }))).code).toBe('NOT_FOUND');
    const hers = v7();
    await eve.api.course.create({ id: hers, name: 'Hers' });
    expect((await failure(eve.api.document.startUpload({ id, courseId: hers, fileName: 'x.md', bytes: 5 }))).code).toBe('CONFLICT');
  });

  it('named like a path gets a title, never a path', async () => {
    const { id } = await uploaded(new TextEncoder().encode(text), '../../etc/passwd.md');
    const view = await ada.api.document.finishUpload({ id });
    expect(view.title).toBe('passwd');
    const [row] = await t.deps.db.select({ key: tables.documents.storageKey }).from(tables.documents).where(eq(tables.documents.id, id));
    expect(row?.key).not.toContain('..');
  });
});

describe('pasted text', () => {
  it('sent twice is one document; the same text under another id is a duplicate', async () => {
    const id = v7();
    await paste(id);
    expect((await paste(id)).id).toBe(id);
    expect(await failure(paste())).toMatchObject({ code: 'DUPLICATE', data: { documentId: id } });
  });

  it('never writes over the file of another document that has the same id', async () => {
    const { id } = await paste();
    const eve = await t.signUp({ name: 'Eve' });
    const hers = v7();
    await eve.api.course.create({ id: hers, name: 'Hers' });
    expect((await failure(eve.api.document.pasteText({ id, courseId: hers, title: 'Mine', text: 'Something else.' }))).code).toBe('CONFLICT');
    await t.runJobs();
    expect((await ada.api.document.page({ documentId: id, page: 1 })).text).toContain('smallest unit');
  });
});

describe('deleting a document', () => {
  it('takes its cards, questions, topics and file, and nothing of another', async () => {
    const { id } = await paste();
    await t.runJobs();
    const kept = await t.seedCourse(ada, { name: 'Kept' });
    const [row] = await t.deps.db.select({ key: tables.documents.storageKey }).from(tables.documents).where(eq(tables.documents.id, id));
    const file = join(t.folder, row?.key ?? '');
    expect(await exists(file)).toBe(true);
    expect(await ada.api.document.deletionPreview({ id })).toMatchObject({ cards: 3 });
    await ada.api.document.delete({ id });
    await t.runJobs();
    expect(await exists(file)).toBe(false);
    expect(await made(id)).toEqual({ cards: [], questions: [], schedules: [] });
    expect((await ada.api.flashcard.list({ courseId: kept.courseId })).items).toHaveLength(kept.cardIds.length);
    // The same file may come again.
    expect((await paste()).status).toBe('queued');
  });

  it('while a worker is at it ends the work quietly', async () => {
    const { id } = await paste();
    t.model.hold = async (asked) => {
      if (asked === 'draft 1') await ada.api.document.delete({ id });
    };
    await t.runJobs();
    expect((await failure(ada.api.document.get({ id }))).code).toBe('NOT_FOUND');
    expect((await made(id)).cards).toEqual([]);
  });
});
