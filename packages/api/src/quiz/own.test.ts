import type { QuestionContent } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';

let t: TestApi;
let ada: TestStudent;
let seeded: SeededCourse;
const sentence = 'The word term 1.2 stands for meaning 1.2.';

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  ada = await t.signUp();
  seeded = await t.seedCourse(ada, { topics: 2 });
});

const content: QuestionContent = { kind: 'fillIn', accepted: ['term 1.2'], rejected: [] };
const question = (more: object = {}) => ({ id: t.deps.newId(), courseId: seeded.courseId, selection: { documentId: seeded.documentId, page: 1, words: sentence }, stem: 'The word _____ stands for meaning 1.2.', content, explanation: 'So it says.', ...more });

describe('a question from marked words', () => {
  it('is accepted with its citation and its topic, and asked in the next quiz', async () => {
    const made = await ada.api.quiz.createQuestion(question({ selection: { documentId: seeded.documentId, page: 1, words: `  ${sentence.replaceAll(' ', '\n')}` } }));
    expect(made).toMatchObject({ kind: 'question', status: 'accepted', topic: 'Topic 1', citation: { page: 1, quote: sentence } });
    expect(seeded.pages[0]?.slice(made.citation.start, made.citation.end)).toBe(sentence);
    const attempt = await ada.api.quiz.start({ id: t.deps.newId(), courseId: seeded.courseId, kinds: ['fillIn'] });
    expect(attempt.items.map(({ id }) => id)).toEqual([made.id]);
    await ada.api.quiz.answer({ attemptId: attempt.id, questionId: made.id, answer: { kind: 'fillIn', text: 'term 1.2' } });
    expect(await ada.api.quiz.submit({ id: attempt.id })).toMatchObject({ right: 1, items: [{ explanation: 'So it says.', source: { citation: { quote: sentence } } }] });
  });

  it('is made once, however often the request is sent, and at once', async () => {
    const input = question();
    const made = await Promise.all([ada.api.quiz.createQuestion(input), ada.api.quiz.createQuestion(input)]);
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set([input.id]));
    const rows = await t.deps.db.select({ id: tables.questions.id }).from(tables.questions).where(eq(tables.questions.documentId, seeded.documentId));
    expect(rows).toHaveLength(seeded.questionIds.length + 1);
  });

  it('is not asked any more once it is taken back, and can be made again', async () => {
    const { id } = await ada.api.quiz.createQuestion(question());
    for (let time = 0; time < 2; time += 1) await ada.api.quiz.deleteQuestion({ id });
    expect(await failure(ada.api.quiz.start({ id: t.deps.newId(), courseId: seeded.courseId, kinds: ['fillIn'] }))).toMatchObject({ code: expect.any(String) });
    expect(await ada.api.quiz.createQuestion(question())).toMatchObject({ status: 'accepted' });
    expect((await ada.api.quiz.start({ id: t.deps.newId(), courseId: seeded.courseId, kinds: ['fillIn'] })).items).toHaveLength(1);
  });

  it('is taken up where the document has it as a draft, and refused where it is asked already', async () => {
    const { id } = await ada.api.quiz.createQuestion(question());
    await t.deps.db.update(tables.questions).set({ status: 'rejected' }).where(eq(tables.questions.id, id));
    expect(await ada.api.quiz.createQuestion(question())).toMatchObject({ id, status: 'accepted' });
    expect(await failure(ada.api.quiz.createQuestion(question()))).toMatchObject({ code: 'DUPLICATE' });
  });

  it.each<[string, object, string]>([
    ['has not one gap', { stem: 'Which word is it?' }, 'BAD_INPUT'],
    ['has two options that are the same', { content: { kind: 'single', options: [{ text: 'One', correct: true }, { text: 'one', correct: false }] } }, 'BAD_INPUT'],
    ['stands on words that nobody wrote', { selection: { page: 1, words: 'Nobody ever wrote these words.' } }, 'CONFLICT'],
  ])('is refused where it %s', async (_, more, code) => {
    const { selection, ...rest } = question(more);
    expect(await failure(ada.api.quiz.createQuestion({ ...rest, selection: { ...selection, documentId: seeded.documentId } }))).toMatchObject({ code });
  });

  it('keeps what a wrong option cites only where it stands there', async () => {
    const start = seeded.pages[1]?.indexOf('term 2.1') ?? -1;
    const cited = { page: 2, start, end: start + 8, quote: 'term 2.1' };
    const options = [{ text: 'term 1.2', correct: true }, { text: 'term 2.1', correct: false, citation: cited }, { text: 'term 2.2', correct: false, citation: { ...cited, quote: 'made up!' } }];
    const kept = await ada.api.quiz.createQuestion(question({ stem: 'Which word stands for meaning 1.2?', content: { kind: 'single', options } }));
    expect(kept).toMatchObject({ content: { options: [{ text: 'term 1.2' }, { text: 'term 2.1', citation: cited }, { text: 'term 2.2' }] } });
    expect(JSON.stringify(kept)).not.toContain('made up!');
  });

  it('is for those who run the course', async () => {
    const bob = await t.signUp();
    await t.joinCourse(seeded.courseId, bob);
    const { id } = await ada.api.quiz.createQuestion(question());
    expect(await failure(bob.api.quiz.createQuestion(question({ stem: 'Which _____?' })))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await failure(bob.api.quiz.deleteQuestion({ id }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
