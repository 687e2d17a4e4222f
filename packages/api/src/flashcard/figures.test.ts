import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkFiles } from '../document/upload/check.ts';
import { createTestApi, failure, figureDocx, figurePdf, type TestApi, type TestStudent } from '../testing/index.ts';
import { openFigure } from './figures.ts';

let t: TestApi;
let ada: TestStudent;
let courseId: string;
beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.jobs.clear();
  t.reader.failures.clear();
  t.model.drafts = () => ({ cards: [], questions: [] });
  ada = await t.signUp();
  courseId = v7();
  await ada.api.course.create({ id: courseId, name: 'Cell biology' });
});

const caption = 'Figure 3.1: An animal cell and its nucleus. (credit: M. Curie)';
const text = 'A cell is the smallest unit of life, and it lives by itself or together with others of its kind.';

async function upload(bytes: Buffer, replaces?: string, fileName = 'cells.pdf') {
  const id = v7();
  await ada.api.document.startUpload({ id, courseId, fileName, bytes: bytes.length, ...(replaces !== undefined && { replaces }) });
  await mkdir(join(t.folder, 'uploads'), { recursive: true });
  await writeFile(join(t.folder, 'uploads', id), bytes);
  await ada.api.document.finishUpload({ id });
  await t.runJobs();
  return id;
}

const cardsOf = async (documentId: string) => (await ada.api.flashcard.list({ courseId, documentId })).items;
const filesOf = async (documentId: string) => readdir(join(t.folder, 'figures', documentId.slice(-2), documentId)).catch(() => []);

async function pictureOf(cardId: string) {
  const figure = await ada.api.flashcard.figure({ id: cardId });
  return openFigure(t.deps, figure?.url.replace('/figures/', '') ?? '');
}

it('a figure becomes a card that shows it and asks what it shows', async () => {
  const documentId = await upload(figurePdf({ caption, text }));
  const [card, ...more] = await cardsOf(documentId);
  expect(more).toEqual([]);
  expect(card).toMatchObject({ front: 'What does this figure show?', back: 'An animal cell and its nucleus.', source: { citation: { page: 1, quote: caption } } });
  // The drawing is 200 by 120 points, with a margin around it.
  expect(card?.figure?.width).toBeGreaterThanOrEqual(200);
  expect(card?.figure?.width).toBeLessThan(220);
  expect(card?.figure?.height).toBeLessThan(140);
  const { webp } = await pictureOf(card?.id ?? '');
  expect(webp.subarray(8, 12).toString()).toBe('WEBP');
  const { items } = await ada.api.document.items({ documentId });
  expect(items).toMatchObject([{ kind: 'card', figure: card?.figure }]);
  expect((await ada.api.transfer.cards({ courseId })).items[0]?.figure).toEqual(card?.figure);
});

it('a picture of a Word document becomes one too, is drawn anew where the document is revised, and takes up storage', async () => {
  const used = async () => (await ada.api.document.uploadRules()).storage.used;
  const file = figureDocx({ caption, text });
  const documentId = await upload(file, undefined, 'cells.docx');
  const [card, ...more] = await cardsOf(documentId);
  expect(more).toEqual([]);
  expect(card).toMatchObject({ front: 'What does this figure show?', back: 'An animal cell and its nucleus.', figure: { width: 240, height: 150 }, source: { citation: { page: 1, quote: caption } } });
  const before = await pictureOf(card?.id ?? '');
  expect(before.webp.subarray(8, 12).toString()).toBe('WEBP');
  expect(await used()).toBe(file.length + before.webp.length);

  const revised = figureDocx({ caption, text, colour: [230, 30, 30] });
  await upload(revised, documentId, 'cells.docx');
  const after = await pictureOf(card?.id ?? '');
  expect(after.tag).not.toBe(before.tag);
  expect(await used()).toBe(revised.length + after.webp.length);
  await upload(figureDocx({ caption: '', text }), documentId, 'cells.docx');
  expect((await pictureOf(card?.id ?? '')).tag).toBe(after.tag);
});

it('of two figures each has a card of its own, though both ask the same', async () => {
  const one = await upload(figurePdf({ caption, text }));
  const other = await upload(figurePdf({ caption: 'Figure 3.2: A plant cell and its wall', text, colour: [0.1, 0.6, 0.2] }));
  expect([...(await cardsOf(one)), ...(await cardsOf(other))].map(({ back }) => back)).toEqual(['An animal cell and its nucleus.', 'A plant cell and its wall']);
});

it('a card whose picture cannot be drawn is not made, and is counted', async () => {
  t.reader.failures.set('cut 1', [new AppError('UNREADABLE', 'This page is damaged.')]);
  const documentId = await upload(figurePdf({ caption, text }));
  expect(await cardsOf(documentId)).toEqual([]);
  expect((await ada.api.document.get({ id: documentId })).discardedFor).toEqual({ malformed: 1 });
});

it('its address lets in whoever holds it, for a while, and nobody finds it out', async () => {
  const documentId = await upload(figurePdf({ caption, text }));
  const [card] = await cardsOf(documentId);
  const id = card?.id ?? '';
  const stranger = await t.signUp();
  expect((await failure(stranger.api.flashcard.figure({ id }))).code).toBe('NOT_FOUND');
  const figure = await ada.api.flashcard.figure({ id });
  const token = figure?.url.replace('/figures/', '') ?? '';
  const { token: ofPage } = await t.deps.tokens.signPicture({ documentId, revision: 1, page: 1 }, t.clock.now());
  for (const wrong of ['', 'x', ofPage, `${token}x`]) await expect(openFigure(t.deps, wrong)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  t.clock.advance({ hours: 3 });
  await expect(openFigure(t.deps, token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('a revised version gives the card the figure as it is drawn there, and one that is gone stays on its card', async () => {
  const documentId = await upload(figurePdf({ caption, text }));
  const [card] = await cardsOf(documentId);
  const id = card?.id ?? '';
  const before = await pictureOf(id);
  await upload(figurePdf({ caption, text, colour: [0.9, 0.1, 0.1] }), documentId);
  const after = await pictureOf(id);
  expect(after.tag).not.toBe(before.tag);
  expect((await cardsOf(documentId)).map((one) => one.id)).toEqual([id]);
  await upload(figurePdf({ caption: '', text: 'Plants have walls around their cells, and animals have none of these at all.' }), documentId);
  expect((await pictureOf(id)).tag).toBe(after.tag);
  const [change] = (await ada.api.document.revisionChanges({ documentId })).items;
  expect(change?.item).toMatchObject({ kind: 'card', id, figure: card?.figure });
  // The first picture is on no card any more.
  // Files bear the time of this machine.
  t.clock.set(new Date(Date.now() + 2 * 86_400_000));
  await checkFiles(t.deps, new AbortController().signal);
  expect(await filesOf(documentId)).toEqual([`${after.tag}.webp`]);
});

it('comes with a request for more once, where a document was only read at first', async () => {
  await ada.api.account.updateProfile({ settings: { makeAtOnce: false } });
  const documentId = await upload(figurePdf({ caption, text }));
  expect(await cardsOf(documentId)).toEqual([]);
  const wishes = { cards: 4, questions: 0, cardTypes: null, questionKinds: null, difficulty: null, language: null };
  for (const expected of [1, 0]) {
    await ada.api.generation.start({ id: v7(), courseId, wishes });
    await t.runJobs();
    expect((await ada.api.generation.list({ courseId })).items[0]).toMatchObject({ status: 'ready', cards: expected, discarded: 0 });
  }
  expect((await cardsOf(documentId)).map(({ figure }) => figure !== null)).toEqual([true]);
});

it('goes with its document', async () => {
  const documentId = await upload(figurePdf({ caption, text }));
  const [card] = await cardsOf(documentId);
  const figure = await ada.api.flashcard.figure({ id: card?.id ?? '' });
  expect(await filesOf(documentId)).toHaveLength(1);
  await ada.api.document.delete({ id: documentId });
  await t.runJobs();
  expect(await filesOf(documentId)).toEqual([]);
  await expect(openFigure(t.deps, figure?.url.replace('/figures/', '') ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await t.deps.db.select().from(tables.flashcards).where(eq(tables.flashcards.documentId, documentId))).toEqual([]);
});
