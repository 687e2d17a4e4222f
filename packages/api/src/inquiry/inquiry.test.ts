import { AppError, type DraftQuestion } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';
import { purgeInquiries } from './purge.ts';

let t: TestApi;
let ada: TestStudent;
let seeded: SeededCourse;
const sentence = 'The word term 1.2 stands for meaning 1.2.';

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.jobs.clear();
  t.model.asked.length = 0;
  t.model.failures.length = 0;
  t.model.proposed = null;
  t.model.explained = null;
  t.model.hold = () => Promise.resolve();
  ada = await t.signUp();
  seeded = await t.seedCourse(ada);
});

const marked = (words = sentence, page = 1) => ({ documentId: seeded.documentId, page, words });
const citation = (quote = sentence, page = 1) => {
  const start = seeded.pages[page - 1]?.indexOf(quote) ?? -1;
  return { page, start, end: start + quote.length, quote };
};
const gap = (more: Partial<Pick<DraftQuestion, 'stem' | 'citation'>> = {}): DraftQuestion => ({ kind: 'fillIn', stem: 'The word _____ stands for meaning 1.2.', accepted: ['term 1.2'], rejected: [], explanation: sentence, difficulty: 2, bloom: 'remember', tags: [], topic: 'Topic 1', citation: citation(), ...more });

async function ask(kind: 'questions' | 'explanation', words = sentence, student = ada) {
  const id = t.deps.newId();
  const begun = await student.api.inquiry.start({ id, kind, selection: marked(words) });
  await t.runJobs();
  return { id, begun, answered: await student.api.inquiry.get({ id }) };
}

describe('questions about marked words', () => {
  it('are proposed by the worker, those that stand on the page and are not there yet', async () => {
    const there: DraftQuestion = { kind: 'single', explanation: sentence, difficulty: 1, bloom: 'remember', tags: [], topic: 'Topic 1', citation: citation(), stem: 'What does the text say that term 1.2 stands for?', options: [{ text: 'meaning 1.2', correct: true }, ...['first', 'second', 'third'].map((which) => ({ text: `the ${which} wrong one`, correct: false }))] };
    t.model.proposed = () => ({ questions: [there, gap({ stem: 'The _____ of nothing.', citation: { ...citation(), quote: 'Somebody made this up.' } }), gap()], instead: 'the model did not answer', engine: 'extractive' });
    const { begun, answered } = await ask('questions', ` The word term 1.2\nstands for meaning 1.2. `);
    expect(begun).toMatchObject({ status: 'queued', questions: [], engine: null });
    expect(answered).toMatchObject({ status: 'ready', engine: 'extractive', instead: 'the model did not answer', known: ['What does the text say that term 1.2 stands for?'] });
    expect(answered.questions.map(({ stem }) => stem)).toEqual(['The word _____ stands for meaning 1.2.']);
    expect(t.logged.some(({ message }) => message.includes('left out'))).toBe(true);
  });

  it('are asked for once, however often the request is sent', async () => {
    const id = t.deps.newId();
    for (let time = 0; time < 2; time += 1) await ada.api.inquiry.start({ id, kind: 'questions', selection: marked() });
    await t.runJobs();
    await ada.api.inquiry.start({ id, kind: 'questions', selection: marked() });
    await t.runJobs();
    expect(t.model.asked).toEqual(['ask 1']);
  });

  it('say what is wrong where the engine fails for good', async () => {
    t.model.failures.push(new AppError('UNREADABLE', 'This can’t be read.'));
    expect((await ask('questions')).answered).toMatchObject({ status: 'failed', error: { code: 'UNREADABLE', detail: 'This can’t be read.' }, questions: [] });
  });

  it('are tried again where the failure may pass', async () => {
    t.model.failures.push(new AppError('UNAVAILABLE', 'Busy.', { retryable: true }));
    expect((await ask('questions')).answered).toMatchObject({ status: 'ready' });
    expect(t.model.asked).toEqual(['ask 1', 'ask 1']);
  });

  it('are for those who run the course; the others may have words explained', async () => {
    const bob = await t.signUp();
    await t.joinCourse(seeded.courseId, bob);
    expect(await failure(ask('questions', sentence, bob))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask('explanation', sentence, bob)).answered.status).toBe('ready');
  });

  it('are nobody’s but the student’s who asked, also within the course', async () => {
    const bob = await t.signUp();
    await t.joinCourse(seeded.courseId, bob, 'teacher');
    const { id } = await ask('questions');
    expect(await failure(bob.api.inquiry.get({ id }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failure(bob.api.inquiry.cancel({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('end when nobody waits for them any more', async () => {
    const id = t.deps.newId();
    let stopped = false;
    t.model.hold = async (_, { signal }) => {
      await ada.api.inquiry.cancel({ id });
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      stopped = true;
      signal.throwIfAborted();
    };
    await ada.api.inquiry.start({ id, kind: 'questions', selection: marked() });
    await t.runJobs();
    expect(stopped).toBe(true);
    expect(await ada.api.inquiry.get({ id })).toMatchObject({ status: 'cancelled', questions: [] });
  });

  it('are refused where the words are not on the page', async () => {
    expect(await failure(ask('questions', 'Nobody wrote these words.'))).toMatchObject({ code: 'CONFLICT' });
  });

  it('are limited by the hour, and forgotten after a day', async () => {
    const { id } = await ask('explanation');
    const now = t.deps.now();
    const row = { userId: ada.id, courseId: seeded.courseId, documentId: seeded.documentId, kind: 'explanation' as const, revision: 1, page: 1, start: 0, end: 5, quote: 'Topic', status: 'ready' as const, createdAt: now };
    await t.deps.db.insert(tables.inquiries).values(Array.from({ length: 120 }, () => ({ ...row, id: t.deps.newId() })));
    expect(await failure(ask('explanation'))).toMatchObject({ code: 'TOO_MANY', retryable: true });
    await purgeInquiries({ ...t.deps, now: () => new Date(now.getTime() + 25 * 3_600_000) });
    expect(await failure(ada.api.inquiry.get({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an explanation of marked words', () => {
  it('shows each sentence with its passage, and leaves out what has none', async () => {
    t.model.explained = () => ({ statements: [{ term: 'term 1.2', text: 'It stands for a meaning.', citation: citation() }, { term: null, text: 'Made up.', citation: { ...citation(), quote: 'Made up.' } }], open: [] });
    const { answered } = await ask('explanation', 'term 1.2');
    expect(t.model.asked).toEqual(['explain term 1.2']);
    expect(answered.statements).toMatchObject([{ term: 'term 1.2', text: 'It stands for a meaning.', source: { documentId: seeded.documentId, documentTitle: 'Cell biology reader', citation: { page: 1, quote: sentence }, outdated: false } }]);
    const [{ source } = { source: null }] = answered.statements;
    expect(source?.passage.text.slice(source.passage.start, source.passage.end)).toBe(sentence);
  });

  it('looks in other documents of the course for what this one leaves open, and in no others', async () => {
    const other = t.deps.newId();
    await ada.api.document.pasteText({ id: other, courseId: seeded.courseId, title: 'Another reader', text: 'A quine is a program that prints itself.' });
    await ada.api.document.pasteText({ id: t.deps.newId(), courseId: seeded.courseId, title: 'A third', text: 'Nothing of the sort is in this one.' });
    await t.runJobs();
    t.model.asked.length = 0;
    t.model.explained = (source, { place }) => (place === null ? { statements: source.passages.slice(0, 1).map(({ text, ...passage }) => ({ term: 'quine', text, citation: { page: passage.page, start: passage.start, end: passage.end, quote: text } })), open: [] } : { statements: [], open: ['Quine'] });
    const { answered } = await ask('explanation', 'Topic');
    expect(t.model.asked).toEqual(['explain Topic', 'explain Quine']);
    expect(answered.statements).toMatchObject([{ text: 'A quine is a program that prints itself.', source: { documentId: other, documentTitle: 'Another reader' } }]);
  });

  it('is empty, and says so, where no document explains anything of it', async () => {
    t.model.explained = () => ({ statements: [], open: ['Topic'] });
    expect((await ask('explanation', 'Topic')).answered).toMatchObject({ status: 'ready', statements: [], error: null });
  });

  it('tells of a document that was replaced meanwhile instead of citing other words', async () => {
    const id = t.deps.newId();
    await ada.api.inquiry.start({ id, kind: 'explanation', selection: marked() });
    await t.deps.db.update(tables.documents).set({ revision: 2 }).where(eq(tables.documents.id, seeded.documentId));
    await t.runJobs();
    expect(await ada.api.inquiry.get({ id })).toMatchObject({ status: 'failed', error: { code: 'CONFLICT' } });
  });
});
