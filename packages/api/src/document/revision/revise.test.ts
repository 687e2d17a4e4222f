import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type TestApi, type TestStudent } from '../../testing/index.ts';
import type { Line } from '../../platform/jobs.ts';
import { reviseDocumentJob } from './jobs.ts';
import { reviseDocument } from './revision.ts';

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
  t.model.readPicture = undefined;
  ada = await t.signUp();
  courseId = v7();
  await ada.api.course.create({ id: courseId, name: 'Cell biology' });
});

const cells = 'A cell is the smallest unit that lives by itself.';
const membranes = 'A membrane is a thin layer that keeps two spaces apart.';
const energy = 'A mitochondrion is the part of a cell that makes most of its energy.';
const walls = 'Plants and fungi have walls around their cells, animals have none.';
const written = (...parts: [string, ...string[]][]) => parts.flatMap(([title, ...paragraphs]) => [`# ${title}`, ...paragraphs]).join('\n\n');
const first = written(['Cells', cells, walls], ['Membranes', membranes], ['Energy', energy]);
/** Energy moved to the front, one sentence about cells was rewritten, membranes are gone, and transport is new. */
const cellsAnew = 'A cell is the smallest unit of life that lives by itself.';
const transport = 'Water crosses from where there is more of it to where there is less.';
const second = written(['Energy', energy], ['Cells', cellsAnew, walls], ['Transport', transport]);

async function paste(text = first) {
  const { id } = await ada.api.document.pasteText({ id: v7(), courseId, title: 'Cells', text });
  await t.runJobs();
  return id;
}

async function send(replaces: string, text: string, fileName = 'cells 2.md', id = v7()) {
  await ada.api.document.startUpload({ id, courseId, fileName, bytes: Buffer.byteLength(text), replaces });
  await mkdir(join(t.folder, 'uploads'), { recursive: true });
  await writeFile(join(t.folder, 'uploads', id), text);
  return id;
}

async function replace(documentId: string, text: string) {
  await ada.api.document.finishUpload({ id: await send(documentId, text) });
}

const get = (id: string) => ada.api.document.get({ id });
const cardsOf = async (id: string) => (await ada.api.flashcard.list({ courseId, documentId: id, limit: 100 })).items;
const changesOf = async (documentId: string) => (await ada.api.document.revisionChanges({ documentId })).items;
const exists = (key: string) => access(join(t.folder, key)).then(() => true, () => false);

async function keyOf(id: string) {
  const [row] = await t.deps.db.select({ key: tables.documents.storageKey }).from(tables.documents).where(eq(tables.documents.id, id));
  return row?.key ?? '';
}

/** All that a document is, for a test that says that nothing of it changed. */
async function standing(id: string) {
  const { pages, passages, topics, flashcards, questions } = tables;
  return {
    view: { ...(await get(id)), revising: null },
    key: await keyOf(id),
    pages: await t.deps.db.select().from(pages).where(and(eq(pages.documentId, id), eq(pages.revision, 1))).orderBy(asc(pages.number)),
    passages: await t.deps.db.select().from(passages).where(and(eq(passages.documentId, id), eq(passages.revision, 1))).orderBy(asc(passages.ordinal)),
    topics: await t.deps.db.select().from(topics).where(eq(topics.documentId, id)).orderBy(asc(topics.ordinal)),
    cards: await t.deps.db.select().from(flashcards).where(eq(flashcards.documentId, id)).orderBy(asc(flashcards.id)),
    questions: await t.deps.db.select().from(questions).where(eq(questions.documentId, id)).orderBy(asc(questions.id)),
  };
}

/** What every item that is not of an earlier version must hold: its quote stands where it says. */
async function expectGrounded(id: string) {
  for (const table of [tables.flashcards, tables.questions]) {
    const { revision } = await get(id);
    const rows = await t.deps.db.select({ page: table.page, start: table.start, end: table.end, quote: table.quote, revision: table.revision }).from(table).where(eq(table.documentId, id));
    for (const row of rows) {
      if (row.revision !== revision) continue;
      const page = await ada.api.document.page({ documentId: id, page: row.page ?? 0 });
      expect(page.text.slice(row.start ?? 0, row.end ?? 0)).toBe(row.quote);
    }
  }
}

describe('a revised version', () => {
  it('keeps what is still there with its schedule, asks about the rest, and writes only of what is new', async () => {
    const id = await paste();
    const before = await cardsOf(id);
    const of = (text: string, cards = before) => cards.find((card) => card.source?.citation.quote === text);
    await ada.api.flashcard.review({ id: v7(), cardId: of(energy)?.id ?? '', rating: 4, version: 0, durationMs: 900 });
    const topics = (await ada.api.course.topics({ courseId })).items;
    const oldKey = await keyOf(id);
    t.model.asked.length = 0;
    await replace(id, second);
    expect(await get(id)).toMatchObject({ status: 'ready', revision: 1, revising: { fileName: 'cells 2.md', percent: 0, error: null } });
    await t.runJobs();

    const view = await get(id);
    expect(view).toMatchObject({ status: 'ready', revision: 2, revising: null, changes: 4, title: 'Cells', fileName: 'cells 2.md' });
    const after = await cardsOf(id);
    // Four were there, of what was rewritten and of what is new there is one more each.
    expect(after).toHaveLength(6);
    const kept = after.find((card) => card.id === of(energy)?.id);
    expect(kept).toMatchObject({ reps: 1, source: { outdated: false } });
    expect(after.find((card) => card.id === of(walls)?.id)).toMatchObject({ source: { outdated: false, citation: { quote: walls } } });
    expect(after.map((card) => card.id)).toEqual(expect.arrayContaining(before.map((card) => card.id)));
    await expectGrounded(id);
    // “Energy” was not written again, and of “Cells” the new paragraph alone.
    expect(t.model.asked).toEqual(['outline', 'draft 1', 'draft 2']);
    expect(after.filter((card) => card.source?.citation.quote === walls)).toHaveLength(1);

    const changes = await changesOf(id);
    expect(changes.filter(({ item }) => item.kind === 'card').map(({ kind, before: { passage, start, end }, after: now }) => ({ kind, quote: passage.slice(start, end), now: now?.passage ?? null }))).toEqual([
      { kind: 'changed', quote: cells, now: cellsAnew },
      { kind: 'gone', quote: membranes, now: null },
    ]);
    // Their old quote is still their source, and leads to no place in the pages of now.
    const rewritten = after.find((card) => card.id === of(cells)?.id);
    expect(rewritten).toMatchObject({ source: { outdated: true, citation: { quote: cells }, passage: { text: cells } } });
    const shown = (await ada.api.document.items({ documentId: id, page: 1, limit: 100 })).items;
    expect(shown.map((item) => item.id)).not.toContain(rewritten?.id);

    // Topics with the same title are the same, in the new order; the one that is gone stays as long as a card is in it.
    const renewed = (await ada.api.course.topics({ courseId })).items;
    expect(renewed.map((topic) => topic.title)).toEqual(['Energy', 'Cells', 'Transport', 'Membranes']);
    for (const { id: topicId, title } of topics) expect(renewed.find((topic) => topic.title === title)?.id).toBe(topicId);
    const [pages] = [await t.deps.db.select({ revision: tables.pages.revision }).from(tables.pages).where(eq(tables.pages.documentId, id))];
    expect(new Set(pages.map((page) => page.revision))).toEqual(new Set([2]));
    expect([await exists(oldKey), await exists(await keyOf(id))]).toEqual([false, true]);
  });

  it('of the same bytes does nothing, and says so', async () => {
    const id = await paste();
    const upload = await send(id, first);
    const before = await standing(id);
    expect(await failure(ada.api.document.finishUpload({ id: upload }))).toMatchObject({ code: 'DUPLICATE', data: { documentId: id } });
    expect(await exists(join('uploads', upload))).toBe(false);
    await t.runJobs();
    expect(await standing(id)).toEqual(before);
    const other = (await ada.api.document.pasteText({ id: v7(), courseId, title: 'Other', text: second })).id;
    await t.runJobs();
    expect(await failure(ada.api.document.finishUpload({ id: await send(id, second) }))).toMatchObject({ code: 'DUPLICATE', data: { documentId: other } });
  });

  it('that cannot be read leaves what stands as it is, says why, and can be tried again or discarded', async () => {
    const id = await paste();
    const before = await standing(id);
    await replace(id, '\u0000\u0001\u0002\u0003 not a text at all \u0000\u0001');
    await t.runJobs();
    const failed = await get(id);
    expect(failed).toMatchObject({ status: 'ready', revision: 1, revising: { error: { code: 'UNSUPPORTED' } } });
    expect(await standing(id)).toEqual(before);
    await ada.api.document.retryRevision({ id });
    expect((await get(id)).revising?.error).toBeNull();
    await t.runJobs();
    expect((await get(id)).revising?.error).not.toBeNull();
    const [row] = await t.deps.db.select({ key: tables.documentRevisions.storageKey }).from(tables.documentRevisions).where(eq(tables.documentRevisions.documentId, id));
    expect((await ada.api.document.discardRevision({ id })).revising).toBeNull();
    await t.runJobs();
    expect(await standing(id)).toEqual(before);
    expect([await exists(row?.key ?? ''), await exists(before.key)]).toEqual([false, true]);
  });

  it('is tried again by itself after what may pass, and tells nobody of our defects', async () => {
    const id = await paste();
    t.model.failures.push(new Error('secret detail'));
    await replace(id, second);
    await t.runJobs();
    expect((await get(id)).revision).toBe(2);
    t.model.failures.push(...Array.from({ length: 3 }, () => new Error('secret detail')));
    await replace(id, first);
    await t.runJobs();
    const failed = await get(id);
    expect(failed).toMatchObject({ revision: 2, revising: { error: { code: 'INTERNAL' } } });
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('is half done at no point where its worker is killed', async () => {
    const id = await paste();
    const before = await standing(id);
    await replace(id, second);
    const [job] = await t.jobs.waiting('revise-document');
    const revisionId = String(job?.payload['revisionId']);
    const killed = new AbortController();
    t.model.hold = () => {
      killed.abort(new Error('the worker was killed'));
      throw new Error('the worker was killed');
    };
    await expect(reviseDocument(revisionId, { deps: t.deps, signal: killed.signal, attempt: 0 })).rejects.toThrow('killed');
    expect(await standing(id)).toEqual(before);
    // Killed in the very transaction that would have switched: the job of its last step cannot be written.
    t.model.hold = () => Promise.resolve();
    const enqueue = () => Promise.reject(new Error('the worker was killed'));
    await expect(reviseDocument(revisionId, { deps: { ...t.deps, jobs: { enqueue } }, signal: new AbortController().signal, attempt: 0 })).rejects.toThrow('killed');
    expect(await standing(id)).toEqual(before);
    await t.runJobs();
    expect(await get(id)).toMatchObject({ revision: 2, status: 'ready', changes: 4 });
    expect(await cardsOf(id)).toHaveLength(6);
    // The job comes a second time, long after: nothing is left to do.
    await reviseDocument(revisionId, { deps: t.deps, signal: new AbortController().signal, attempt: 1 });
    expect(await cardsOf(id)).toHaveLength(6);
  });

  it('discarded while it is read stops there; a newer one takes its place', async () => {
    const id = await paste();
    const before = await standing(id);
    await replace(id, second);
    t.model.hold = async () => {
      await ada.api.document.discardRevision({ id });
    };
    await t.runJobs();
    expect(await standing(id)).toEqual(before);
    expect(await t.deps.db.select().from(tables.pages).where(and(eq(tables.pages.documentId, id), eq(tables.pages.revision, 2)))).toEqual([]);
    t.model.hold = () => Promise.resolve();
    await replace(id, second);
    await replace(id, written(['Cells', cells, walls], ['Membranes', membranes]));
    await t.runJobs();
    expect((await changesOf(id)).map(({ kind, before: { passage } }) => [kind, passage])).toEqual([
      ['gone', energy],
      ['gone', energy],
    ]);
  });

  it('waits until the cards of the version before are written', async () => {
    const { id } = await ada.api.document.pasteText({ id: v7(), courseId, title: 'Cells', text: first });
    expect((await failure(send(id, second))).code).toBe('CONFLICT');
  });

  it('is for those who run the course', async () => {
    const id = await paste();
    const eve = await t.signUp();
    await t.joinCourse(courseId, eve);
    const calls = [
      () => eve.api.document.startUpload({ id: v7(), courseId, fileName: 'x.md', bytes: 5, replaces: id }),
      () => eve.api.document.setTags({ id, tags: [] }),
      () => eve.api.document.move({ id, before: null }),
      () => eve.api.document.readAgain({ id, by: 'ocr' }),
      () => eve.api.document.decideChanges({ documentId: id, ids: [v7()], decision: 'keep' }),
    ];
    for (const call of calls) expect((await failure(call())).code).toBe('FORBIDDEN');
  });

  it('takes the place of a document that could not be read', async () => {
    t.model.failures.push(new AppError('UNAVAILABLE', 'The model endpoint refused the key.', { retryable: false }));
    const id = await paste();
    expect((await get(id)).status).toBe('failed');
    await replace(id, second);
    await t.runJobs();
    expect(await get(id)).toMatchObject({ status: 'ready', error: null, changes: 0, counts: { cards: 4, questions: 4, topics: 3 } });
    await expectGrounded(id);
  });
});

describe('a document that is read again', () => {
  it('is a revision from the same file in which everything that stayed the same stays', async () => {
    const id = await paste();
    const before = await standing(id);
    const cards = await cardsOf(id);
    await ada.api.document.readAgain({ id, by: 'ocr' });
    await t.runJobs();
    const view = await get(id);
    expect(view).toMatchObject({ revision: 2, changes: 0, status: 'ready', counts: before.view.counts });
    expect(await keyOf(id)).toBe(before.key);
    expect(await exists(before.key)).toBe(true);
    expect(await cardsOf(id)).toEqual(cards);
    await expectGrounded(id);
  });

  it('is read by a model only where one that sees is set up', async () => {
    const id = await paste();
    expect(await ada.api.document.pictureReaders()).toEqual(['ocr']);
    expect(await failure(ada.api.document.readAgain({ id, by: 'model' }))).toMatchObject({ code: 'UNAVAILABLE', retryable: false, detail: expect.stringContaining('built-in reader') });
    expect((await get(id)).revising).toBeNull();
    t.model.readPicture = () => Promise.resolve('Nothing to see.');
    expect(await ada.api.document.pictureReaders()).toEqual(['ocr', 'model']);
    expect((await ada.api.document.readAgain({ id, by: 'model' })).revising).not.toBeNull();
  });
});

describe('deciding', () => {
  it('keeps, deletes and takes both back; what is decided is asked no more', async () => {
    const id = await paste();
    await replace(id, second);
    await t.runJobs();
    const changes = await changesOf(id);
    const gone = changes.filter(({ kind }) => kind === 'gone');
    const [rewritten] = changes.filter(({ kind, item }) => kind === 'changed' && item.kind === 'card');
    expect(gone.map(({ item }) => item.kind)).toEqual(['card', 'question']);
    const ids = gone.map((change) => change.id);
    expect((await ada.api.document.decideChanges({ documentId: id, ids, decision: 'delete' })).changes).toBe(2);
    expect(await cardsOf(id)).toHaveLength(5);
    expect((await get(id)).counts).toMatchObject({ cards: 5, questions: 5 });
    expect((await ada.api.flashcard.studySession({ courseId, limit: 50 })).cards.map((card) => card.id)).not.toContain(gone[0]?.item.id);
    const quiz = await ada.api.quiz.start({ id: v7(), courseId, questions: 50 });
    expect(quiz.items.map((item) => item.id)).not.toContain(gone[1]?.item.id);
    // Twice is once.
    expect((await ada.api.document.decideChanges({ documentId: id, ids, decision: 'delete' })).changes).toBe(2);

    expect((await ada.api.document.decideChanges({ documentId: id, ids: [rewritten?.id ?? ''], decision: 'keep' })).changes).toBe(1);
    expect((await cardsOf(id)).find((card) => card.id === rewritten?.item.id)?.source?.outdated).toBe(true);
    expect((await ada.api.document.decideChanges({ documentId: id, ids: [...ids, rewritten?.id ?? ''], decision: 'undo' })).changes).toBe(4);
    expect((await get(id)).counts).toMatchObject({ cards: 6, questions: 6 });
    expect(await changesOf(id)).toEqual(changes);
    expect((await ada.api.flashcard.studySession({ courseId, limit: 50 })).cards.map((card) => card.id)).toContain(gone[0]?.item.id);
  });

  it('of another document changes nothing', async () => {
    const id = await paste();
    await replace(id, second);
    await t.runJobs();
    const other = (await ada.api.document.pasteText({ id: v7(), courseId, title: 'Other', text: 'A ribosome is what makes proteins.' })).id;
    await t.runJobs();
    await ada.api.document.decideChanges({ documentId: other, ids: (await changesOf(id)).map((change) => change.id), decision: 'delete' });
    expect((await get(id)).changes).toBe(4);
  });

  it('is asked for no more once a later version has the old words again, and still where it has not', async () => {
    const id = await paste();
    const before = await cardsOf(id);
    await replace(id, second);
    await t.runJobs();
    await replace(id, written(['Energy', energy], ['Cells', cellsAnew, walls], ['Membranes', membranes], ['Transport', transport]));
    await t.runJobs();
    expect((await changesOf(id)).map(({ kind, after }) => [kind, after?.passage])).toEqual([
      ['changed', cellsAnew],
      ['changed', cellsAnew],
    ]);
    const back = (await cardsOf(id)).find((card) => card.id === before.find(({ source }) => source?.citation.quote === membranes)?.id);
    expect(back?.source).toMatchObject({ outdated: false, citation: { quote: membranes } });
    await expectGrounded(id);
  });

  it('shows how often one has answered, and the result of a quiz keeps the question that was deleted after it', async () => {
    const id = await paste();
    const cardId = (await cardsOf(id)).find(({ source }) => source?.citation.quote === membranes)?.id ?? '';
    await ada.api.flashcard.review({ id: v7(), cardId, rating: 3, version: 0, durationMs: 500 });
    const attempt = await ada.api.quiz.start({ id: v7(), courseId, questions: 50 });
    await ada.api.quiz.submit({ id: attempt.id });
    await replace(id, second);
    await t.runJobs();
    const gone = (await changesOf(id)).filter(({ kind }) => kind === 'gone');
    expect(gone.map(({ reviews }) => reviews)).toEqual([1, 1]);
    await ada.api.document.decideChanges({ documentId: id, ids: gone.map((change) => change.id), decision: 'delete' });
    expect((await ada.api.quiz.result({ id: attempt.id })).items).toHaveLength(attempt.items.length);
  });
});

describe('a revision that waits with others', () => {
  const idle = () => Promise.resolve();
  const waits = async () => String((await t.jobs.waiting('revise-document'))[0]?.payload['revisionId']);
  const run = (line: Line) => ({ deps: t.deps, signal: new AbortController().signal, attempt: 0, line });

  it('gives way between two parts, and goes on where it was', async () => {
    const id = await paste();
    await replace(id, second);
    const revisionId = await waits();
    await t.jobs.clear();
    t.model.asked.length = 0;
    const behind: number[] = [];
    const line: Line = { standing: 0, express: false, ahead: () => Promise.resolve(0), standBehind: async (_db, standing) => void behind.push(standing) };
    t.reader.asked.length = 0;
    t.reader.hold = () => Promise.resolve(t.clock.advance({ seconds: 3 }));
    await reviseDocument(revisionId, run(line)).finally(() => (t.reader.hold = idle));
    expect(behind).toEqual([-1]);
    expect(t.model.asked).toEqual([]);
    expect(await get(id)).toMatchObject({ status: 'ready', revision: 1, revising: { activity: 'Others have their turn, goes on in a moment', error: null } });
    await reviseDocument(revisionId, run(line));
    // It was read once.
    expect(t.reader.asked).toEqual(['extract']);
    expect(await get(id)).toMatchObject({ revision: 2, revising: null });
  });

  it('leaves the place for short ones in the middle of a part', async () => {
    const id = await paste();
    await replace(id, second);
    const revisionId = await waits();
    await t.jobs.clear();
    const behind: number[] = [];
    const line: Line = { standing: 0, express: true, ahead: () => Promise.resolve(0), standBehind: async (_db, standing) => void behind.push(standing) };
    t.reader.hold = async (_asked, signal) => {
      t.clock.advance({ seconds: 25 });
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    await reviseDocument(revisionId, run(line)).finally(() => (t.reader.hold = idle));
    expect(behind).toEqual([-8]);
    expect((await get(id)).revising).toMatchObject({ error: null });
  });

  it('stands behind its student’s others, and behind nobody else’s', async () => {
    const ids = [await paste(), await paste(`${first}\n\nOther words.`)];
    for (const id of ids) await replace(id, `${second}\n\n${id}`);
    const eve = await t.signUp();
    const revisions = (await t.jobs.waiting('revise-document')).map(({ payload }) => String(payload['revisionId']));
    const standings = () => Promise.all(revisions.map(async (revisionId) => reviseDocumentJob.standing?.({ revisionId }, t.deps.db)));
    expect(await standings()).toEqual([-1, -1]);
    await t.deps.db.update(tables.documentRevisions).set({ uploaderId: eve.id }).where(eq(tables.documentRevisions.id, revisions[0] ?? ''));
    expect(await standings()).toEqual([0, 0]);
  });
});
