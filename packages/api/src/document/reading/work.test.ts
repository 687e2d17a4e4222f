import { AppError } from '@studywright/core';
import { tables } from '@studywright/db';
import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Line } from '../../platform/jobs.ts';
import { createTestApi, type ScriptedPage, type TestApi, type TestStudent } from '../../testing/index.ts';
import { processDocument } from './process.ts';

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
  t.model.readPicture = undefined;
  t.reader.failures.clear();
  t.reader.asked.length = 0;
  t.reader.hold = () => Promise.resolve();
  t.reader.pictures = 0;
  t.reader.pages = scan;
  ada = await t.signUp();
  courseId = v7();
  await ada.api.course.create({ id: courseId, name: 'Cell biology' });
});

/** Four pages, three of them pictures; three topics. */
const scan: ScriptedPage[] = [
  '# Cells\n\nA cell is the smallest unit that lives by itself.',
  { picture: 'It was first seen by Robert Hooke in a slice of cork.' },
  { picture: '# Membranes\n\nA membrane is a thin layer that keeps two spaces apart.' },
  { picture: '# Energy\n\nA mitochondrion is the part of a cell that makes most of its energy.' },
];
const words = () => scan.map((page) => (typeof page === 'string' ? page : page.picture).replace(/^# /, ''));

async function document() {
  const id = v7();
  await ada.api.document.pasteText({ id, courseId, title: 'Scan', text: `The bytes of ${id}` });
  return id;
}

const view = (id: string) => ada.api.document.get({ id });
const cardsOf = (id: string) => t.deps.db.select({ page: tables.flashcards.page, quote: tables.flashcards.quote }).from(tables.flashcards).where(eq(tables.flashcards.documentId, id)).orderBy(asc(tables.flashcards.ordinal));
const texts = async (id: string) => Promise.all([1, 2, 3, 4].map(async (page) => (await ada.api.document.page({ documentId: id, page })).text));
const run = (signal = new AbortController().signal, line?: Line) => ({ deps: t.deps, signal, attempt: 0, ...(line && { line }) });
/** As it is when somebody pulls the plug: nothing more is asked or written. */
function plug() {
  const controller = new AbortController();
  return { signal: controller.signal, pull: () => controller.abort(new Error('the worker was killed')) };
}

describe('a document with pages that are pictures', () => {
  it('gets their text, then topics and cards that stand on it', async () => {
    const id = await document();
    const told: number[] = [];
    t.reader.hold = async () => void told.push((await view(id)).percent);
    t.model.hold = async () => void told.push((await view(id)).percent);
    await t.runJobs();
    expect(await view(id)).toMatchObject({ status: 'ready', pages: 4, language: 'en', counts: { topics: 3 }, pictures: { read: 3, unsure: 0, empty: 0 } });
    expect(await texts(id)).toEqual(words());
    for (const { page, quote } of await cardsOf(id)) expect(words()[(page ?? 0) - 1]).toContain(quote);
    expect(await cardsOf(id)).toHaveLength(4);
    expect(t.reader.asked).toEqual(['extract', 'recognize 2', 'recognize 3', 'recognize 4']);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('says which picture is being read, and how many are', async () => {
    const id = await document();
    const said: string[] = [];
    t.reader.hold = async (asked) => {
      t.clock.advance({ seconds: 2 });
      if (asked.startsWith('recognize')) said.push((await view(id)).activity);
    };
    await t.runJobs();
    expect(said).toEqual(['Reading the picture of page 2, 0 of 3 done', 'Reading the picture of page 3, 1 of 3 done', 'Reading the picture of page 4, 2 of 3 done']);
  });

  it('goes on with the pictures that are left when its worker is killed, and reads none twice', async () => {
    const id = await document();
    const { signal, pull } = plug();
    t.reader.hold = async (asked) => {
      if (asked === 'recognize 4') pull();
    };
    await expect(processDocument(id, run(signal))).rejects.toThrow('killed');
    expect((await view(id)).status).toBe('working');
    expect((await texts(id)).map((text) => text !== '')).toEqual([true, true, true, false]);
    t.reader.hold = () => Promise.resolve();
    await t.runJobs();
    expect(t.reader.asked).toEqual(['extract', 'recognize 2', 'recognize 3', 'recognize 4', 'recognize 4']);
    expect(await texts(id)).toEqual(words());
    expect((await view(id)).status).toBe('ready');
    expect(await cardsOf(id)).toHaveLength(4);
  });

  it('has a warning on the page that could not be read, and the rest', async () => {
    t.reader.failures.set('recognize 3', [new AppError('UNREADABLE', 'Reading this page took too long.')]);
    // A process that broke down is tried once more.
    t.reader.failures.set('recognize 4', [new Error('the process ended')]);
    const id = await document();
    await t.runJobs();
    expect(await view(id)).toMatchObject({ status: 'ready', pictures: { read: 3, empty: 1 } });
    expect(await ada.api.document.page({ documentId: id, page: 3 })).toMatchObject({ text: '', warning: 'Reading this page took too long.' });
    expect((await ada.api.document.page({ documentId: id, page: 4 })).text).toContain('mitochondrion');
  });

  it('in which nothing can be read says so', async () => {
    t.reader.pages = [{ picture: '' }, { picture: '' }];
    const id = await document();
    await t.runJobs();
    expect(await view(id)).toMatchObject({ status: 'failed', error: { code: 'UNREADABLE', detail: expect.stringContaining('nothing could be read in its pictures') } });
  });

  it('is read by a model where that is wanted, and by the built-in reader where the model fails', async () => {
    const seen: string[] = [];
    t.model.readPicture = async ({ bytes, mediaType }) => {
      const picture = new TextDecoder().decode(bytes);
      seen.push(`${mediaType}: ${picture}`);
      if (picture.endsWith('3')) throw new AppError('UNAVAILABLE', 'The model refuses.');
      if (picture.endsWith('4')) return ' \n';
      return `# Of ${picture}\n\nSaid by the model.`;
    };
    const id = await document();
    await t.deps.db.update(tables.documents).set({ pictureReader: 'model' }).where(eq(tables.documents.id, id));
    await t.runJobs();
    expect(seen).toEqual([2, 3, 4].map((page) => `image/webp: picture of page ${page}`));
    expect((await texts(id))[1]).toBe('Of picture of page 2\n\nSaid by the model.');
    for (const page of [3, 4]) {
      expect(await ada.api.document.page({ documentId: id, page })).toMatchObject({ ocr: true, text: words()[page - 1], warning: expect.stringContaining('The model did not read this page') });
    }
    expect((await view(id)).pictures).toMatchObject({ read: 3, by: 'model' });
  });

  it('tells whoever reads a picture which language the others are in', async () => {
    const hints: (string | undefined)[] = [];
    const { recognize } = t.reader;
    t.reader.recognize = (path, page, options) => {
      hints.push(options.language);
      return recognize(path, page, options);
    };
    const german = 'Die Zelle ist die kleinste Einheit, die für sich allein leben kann. Sie ist von einer dünnen Hülle umgeben, die Stoffe hinein und hinaus lässt. '.repeat(3);
    t.reader.pages = [{ picture: german }, { picture: german }];
    const id = await document();
    await t.runJobs();
    t.reader.recognize = recognize;
    expect(hints).toEqual([undefined, 'de']);
    expect((await view(id)).language).toBe('de');
  });
});

const steps = ['extract', 'recognize 3', 'outline', 'draft 1'];
const all = ['extract', 'recognize 2', 'recognize 3', 'recognize 4', 'outline', 'draft 0', 'draft 1', 'draft 2'];
const asked = () => [...t.reader.asked, ...t.model.asked];

describe.each(steps)('a document that stops at %s', (at) => {
  const before = all.slice(0, all.indexOf(at) + 1);
  const after = all.slice(all.indexOf(at));

  it('because that failed goes on there when asked again', async () => {
    const refused = new AppError('UNREADABLE', 'This can not be read.', { retryable: true });
    const fails = (now: string) => (now === at ? Promise.reject(refused) : Promise.resolve());
    t.reader.hold = fails;
    t.model.hold = fails;
    const id = await document();
    await t.runJobs();
    expect(await view(id)).toMatchObject({ status: 'failed', error: { code: 'UNREADABLE', retryable: true } });
    expect(asked().slice(0, before.length)).toEqual(before);
    t.reader.hold = () => Promise.resolve();
    t.model.hold = () => Promise.resolve();
    t.reader.asked.length = 0;
    t.model.asked.length = 0;
    await ada.api.document.retry({ id });
    await t.runJobs();
    expect(asked()).toEqual(after);
    expect((await view(id)).status).toBe('ready');
    expect(await cardsOf(id)).toHaveLength(4);
  });

  it('because it was cancelled keeps what was made, and goes on there', async () => {
    const id = await document();
    let stopped = false;
    const cancelled = async (now: string, signal: AbortSignal) => {
      if (now !== at) return;
      const told = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await ada.api.document.cancel({ id });
      await told;
      stopped = true;
    };
    t.reader.hold = cancelled;
    t.model.hold = (now, { signal }) => cancelled(now, signal);
    await t.runJobs();
    // Whoever is at it was told to stop, and nobody works on it any more.
    expect(stopped).toBe(true);
    expect(await t.jobs.waiting()).toEqual([]);
    expect(await view(id)).toMatchObject({ status: 'cancelled', error: null, activity: '' });
    const { percent } = await view(id);
    t.reader.hold = () => Promise.resolve();
    t.model.hold = () => Promise.resolve();
    t.reader.asked.length = 0;
    t.model.asked.length = 0;
    expect(await ada.api.document.retry({ id })).toMatchObject({ status: 'queued', percent });
    await t.runJobs();
    expect(asked()).toEqual(after);
    expect(await cardsOf(id)).toHaveLength(4);
    expect((await view(id)).status).toBe('ready');
  });
});

describe('a document', () => {
  it('that waits is cancelled at once, and its turn passes', async () => {
    const id = await document();
    expect((await ada.api.document.cancel({ id })).status).toBe('cancelled');
    await t.runJobs();
    expect(asked()).toEqual([]);
    expect((await view(id)).status).toBe('cancelled');
    // Of what is done there is nothing to cancel.
    await ada.api.document.retry({ id });
    await t.runJobs();
    expect((await ada.api.document.cancel({ id })).status).toBe('ready');
  });

  it('is left by a worker that was taken for lost once another one has it', async () => {
    const id = await document();
    const begun = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    t.model.hold = async (now, { signal }) => {
      if (now !== 'draft 1' || signal.aborted) return;
      t.model.hold = () => Promise.resolve();
      signal.addEventListener('abort', () => told.resolve());
      begun.resolve();
      await told.promise;
    };
    const lost = processDocument(id, run());
    await begun.promise;
    t.clock.advance({ seconds: 20 });
    await processDocument(id, run());
    await lost;
    expect(await cardsOf(id)).toHaveLength(4);
    expect((await view(id)).status).toBe('ready');
  });

  it('that is long gives way between two parts, and goes on where it was', async () => {
    const id = await document();
    await t.jobs.clear();
    const behind: number[] = [];
    const line: Line = {
      standing: 0,
      express: false,
      ahead: () => Promise.resolve(0),
      async standBehind(_db, standing) {
        behind.push(standing);
      },
    };
    const busy = () => Promise.resolve(t.clock.advance({ seconds: 1 }));
    t.reader.hold = busy;
    t.model.hold = busy;
    await processDocument(id, run(undefined, line));
    // Opened and one picture read: that was its turn.
    expect(asked()).toEqual(['extract', 'recognize 2']);
    expect(behind).toEqual([-1]);
    expect(await view(id)).toMatchObject({ status: 'queued', activity: 'Others have their turn, goes on in a moment' });
    while ((await view(id)).status !== 'ready') await processDocument(id, run(undefined, line));
    expect(asked().toSorted()).toEqual(all.toSorted());
    expect(await cardsOf(id)).toHaveLength(4);
  });

  it('is not put off where nobody waits', async () => {
    const id = await document();
    const busy = () => Promise.resolve(t.clock.advance({ minutes: 1 }));
    t.reader.hold = busy;
    t.model.hold = busy;
    const line: Line = { standing: 0, express: true, ahead: () => Promise.resolve(null), standBehind: () => Promise.reject(new Error('nobody waits')) };
    await processDocument(id, run(undefined, line));
    expect((await view(id)).status).toBe('ready');
  });

  it('that takes long to open in the place for short ones leaves it in the middle of a part', async () => {
    const id = await document();
    await t.jobs.clear();
    const behind: number[] = [];
    const line: Line = { standing: 0, express: true, ahead: () => Promise.resolve(0), standBehind: (_db, standing) => Promise.resolve(void behind.push(standing)) };
    t.reader.hold = async (_now, signal) => {
      t.clock.advance({ seconds: 25 });
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    await processDocument(id, run(undefined, line));
    expect(behind).toEqual([-8]);
    expect((await view(id)).status).toBe('queued');
  });

  it('that turns out to be long in that place leaves it as soon as somebody waits', async () => {
    t.reader.pages = Array.from({ length: 41 }, (_, page) => `# Part ${page}\n\nA cell is the smallest unit that lives by itself.`);
    const id = await document();
    await t.jobs.clear();
    let waits: number | null = null;
    const line: Line = { standing: 0, express: true, ahead: () => Promise.resolve(waits), standBehind: () => Promise.resolve() };
    t.model.hold = async (_now, { signal }) => {
      t.clock.advance({ seconds: 1 });
      waits = 0;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    await processDocument(id, run(undefined, line));
    expect(t.model.asked).toEqual(['outline']);
    expect((await view(id)).status).toBe('queued');
  });

  it('of one student stands behind the student’s others, and behind nobody else’s', async () => {
    const { processDocumentJob: job } = await import('./jobs.ts');
    const [first, second] = [await document(), await document()];
    const eve = await t.signUp();
    const hers = v7();
    const theirs = v7();
    await eve.api.course.create({ id: theirs, name: 'Hers' });
    await eve.api.document.pasteText({ id: hers, courseId: theirs, title: 'Hers', text: 'Other bytes.' });
    const standing = async (documentId: string) => job.standing?.({ documentId }, t.deps.db);
    expect(await Promise.all([first, second, hers].map(standing))).toEqual([-1, -1, 0]);
  });
});
