import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tables } from '@studywright/db';
import { callTRPCProcedure } from '@trpc/server';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from './platform/context.ts';
import { appRouter } from './router.ts';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from './testing/index.ts';

/** What one student has, every kind of thing that an input can name. */
interface Things extends SeededCourse {
  topicId: string;
  /** Not rated yet. */
  cardId: string;
  reviewId: string;
  openAttemptId: string;
  openQuestionId: string;
  judgedQuestionId: string;
  submittedAttemptId: string;
  /** All bytes are there, nobody has finished it. */
  uploadId: string;
  /** Made. */
  noteId: string;
  /** Not answered yet. */
  inquiryId: string;
  generationId: string;
  apiKeyId: string;
}

interface Row {
  /**
   * `public`: nobody may call it. `names`: its input names something; its owner may, a stranger gets NOT_FOUND.
   * `own`: whoever calls it gets what is theirs.
   */
  kind: 'public' | 'names' | 'own';
  inputs: (owned: Things) => unknown[] | Promise<unknown[]>;
}

const names = (...inputs: ((owned: Things) => unknown)[]): Row => ({ kind: 'names', inputs: (owned) => inputs.map((input) => input(owned)) });
const own = (...inputs: unknown[]): Row => ({ kind: 'own', inputs: () => inputs });
const open = (input: () => unknown): Row => ({ kind: 'public', inputs: () => [input()] });

const password = 'correct horse battery';
const id = () => api.deps.newId();
const wishes = { cards: 3, questions: 3, cardTypes: null, questionKinds: null, difficulty: null, language: null };

/** Every procedure of the tree. One that is missing here fails the test below: say who may call it. */
const table: Record<string, Row> = {
  'account.signUp': open(() => ({ email: `${id()}@example.org`, password, name: 'New' })),
  'account.signIn': open(() => ({ email: owner.email, password })),
  'account.refresh': { kind: 'public', inputs: async () => [{ refreshToken: (await api.caller(null).account.signIn({ email: owner.email, password })).refreshToken }] },
  'account.signOut': own(undefined),
  'account.me': own(undefined),
  'account.updateProfile': own({ name: 'Changed', settings: { newCardsPerDay: 1 } }),
  'account.changePassword': own({ current: password, next: 'another long password' }),
  'account.deleteAccount': own({ password }),
  'account.usage': own(undefined),
  'account.apiKeys.list': own(undefined),
  'account.apiKeys.create': own({ name: 'Mine' }),
  'account.apiKeys.revoke': names(({ apiKeyId }) => ({ id: apiKeyId })),

  'course.list': own({}, { archived: true }),
  'course.get': names(({ courseId }) => ({ id: courseId })),
  'course.open': names(({ courseId }) => ({ id: courseId })),
  'course.topics': names(({ courseId }) => ({ courseId })),
  // The id is the client's to make: one that is somebody's course makes none and shows none.
  'course.create': names(({ courseId }) => ({ id: courseId, name: 'Taken' })),
  'course.update': names(({ courseId }) => ({ id: courseId, name: 'Taken', archived: true })),
  'course.deletionPreview': names(({ courseId }) => ({ id: courseId })),
  'course.delete': names(({ courseId }) => ({ id: courseId })),

  'document.list': names(({ courseId }) => ({ courseId })),
  'document.get': names(({ documentId }) => ({ id: documentId })),
  'document.page': names(({ documentId }) => ({ documentId, page: 1 })),
  'document.pagesToCheck': names(({ documentId }) => ({ id: documentId })),
  'document.items': names(({ documentId }) => ({ documentId })),
  'document.changes': names(({ courseId }) => ({ courseId })),
  'document.file': names(({ documentId }) => ({ id: documentId })),
  'document.uploadRules': own(undefined),
  'document.startUpload': names(
    ({ courseId }) => ({ id: id(), courseId, fileName: 'notes.txt', bytes: 5 }),
    ({ courseId, documentId }) => ({ id: id(), courseId, fileName: 'notes.txt', bytes: 5, replaces: documentId }),
  ),
  'document.finishUpload': names(({ uploadId }) => ({ id: uploadId })),
  'document.pasteText': names(({ courseId }) => ({ id: id(), courseId, title: 'Pasted', text: 'Words.' })),
  'document.retry': names(({ documentId }) => ({ id: documentId })),
  'document.cancel': names(({ documentId }) => ({ id: documentId })),
  'document.startUnlock': names(({ documentId }) => ({ id: documentId })),
  'document.rename': names(({ documentId }) => ({ id: documentId, title: 'Taken' })),
  'document.setTags': names(({ documentId }) => ({ id: documentId, tags: ['exam'] })),
  'document.move': names(({ documentId }) => ({ id: documentId, before: null })),
  'document.pictureReaders': own(undefined),
  'document.readAgain': names(({ documentId }) => ({ id: documentId, by: 'ocr' })),
  'document.retryRevision': names(({ documentId }) => ({ id: documentId })),
  'document.discardRevision': names(({ documentId }) => ({ id: documentId })),
  'document.revisionChanges': names(({ documentId }) => ({ documentId })),
  'document.decideChanges': names(({ documentId, cardId }) => ({ documentId, ids: [cardId], decision: 'delete' })),
  'document.decideDrafts': names(({ documentId, cardId }) => ({ documentId, ids: [cardId], decision: 'reject' })),
  'document.takeBackDecision': names(({ documentId }) => ({ documentId, decidedAt: '2026-03-02T09:00:00.000Z' })),
  'topic.rename': names(({ topicId }) => ({ id: topicId, title: 'Taken over' })),
  'topic.move': names(({ topicId }) => ({ id: topicId, before: null })),
  'topic.hide': names(({ topicId }) => ({ id: topicId, hidden: true })),
  'topic.merge': names(({ topicId }) => ({ ids: [topicId], into: topicId })),
  'topic.split': names(({ topicId }) => ({ id: topicId })),
  'document.deletionPreview': names(({ documentId }) => ({ id: documentId })),
  'document.delete': names(({ documentId }) => ({ id: documentId })),

  'flashcard.list': names(({ courseId }) => ({ courseId })),
  'flashcard.get': names(({ cardId }) => ({ id: cardId })),
  'flashcard.figure': names(({ cardId }) => ({ id: cardId })),
  'flashcard.create': names(({ courseId, topicId }) => ({ id: id(), courseId, topicId, front: 'Front', back: 'Back' })),
  'flashcard.update': names(({ cardId }) => ({ id: cardId, front: 'Taken' })),
  'flashcard.suspend': names(({ cardId }) => ({ id: cardId, suspended: true })),
  'flashcard.delete': names(({ cardId }) => ({ id: cardId })),
  'flashcard.restore': names(({ cardId }) => ({ id: cardId })),
  'flashcard.review': names(({ cardId }) => ({ id: id(), cardId, rating: 3, version: 0, durationMs: 1000 })),
  'flashcard.undoReview': names(({ reviewId }) => ({ id: reviewId })),
  // A course only narrows down which of the caller's own cards come: of another's course that is none.
  'flashcard.studySession': { kind: 'own', inputs: ({ courseId, topicId }) => [{}, { courseId }, { topicId }] },

  'quiz.createQuestion': names(({ courseId, documentId, pages }) => ({ id: id(), courseId, selection: { documentId, page: 1, words: pages[0] ?? '' }, stem: 'What does it say?', content: { kind: 'shortAnswer', rubric: [{ point: id(), keywords: ['word'] }] } })),
  'quiz.deleteQuestion': names(({ openQuestionId }) => ({ id: openQuestionId })),
  'quiz.start': names(({ courseId }) => ({ id: id(), courseId })),
  'quiz.choices': names(({ courseId }) => ({ courseId })),
  'quiz.get': names(({ openAttemptId }) => ({ id: openAttemptId })),
  'quiz.answer': names(({ openAttemptId, openQuestionId }) => ({ attemptId: openAttemptId, questionId: openQuestionId, answer: { kind: 'single', chosen: 0 } })),
  'quiz.submit': names(({ openAttemptId }) => ({ id: openAttemptId })),
  'quiz.judge': names(({ submittedAttemptId, judgedQuestionId }) => ({ attemptId: submittedAttemptId, questionId: judgedQuestionId, met: [true] })),
  'quiz.result': names(({ submittedAttemptId }) => ({ id: submittedAttemptId })),
  'quiz.attempts': { kind: 'own', inputs: ({ courseId }) => [{}, { courseId }] },
  'quiz.delete': names(({ openAttemptId }) => ({ id: openAttemptId })),

  'inquiry.start': names(
    ({ documentId }) => ({ id: id(), kind: 'explanation', selection: { documentId, page: 1, words: 'Topic' } }),
    ({ documentId }) => ({ id: id(), kind: 'questions', selection: { documentId, page: 1, words: 'Topic' } }),
  ),
  'inquiry.get': names(({ inquiryId }) => ({ id: inquiryId })),
  'inquiry.cancel': names(({ inquiryId }) => ({ id: inquiryId })),
  'inquiry.changes': names(({ courseId }) => ({ courseId })),

  'generation.list': names(({ courseId }) => ({ courseId })),
  'generation.estimate': names(({ courseId }) => ({ courseId, wishes })),
  'generation.changes': names(({ courseId }) => ({ courseId })),
  'generation.start': names(({ courseId }) => ({ id: id(), courseId, wishes })),
  'generation.cancel': names(({ generationId }) => ({ id: generationId })),
  'generation.resume': names(({ generationId }) => ({ id: generationId })),
  'note.list': names(({ courseId }) => ({ courseId })),
  'note.get': names(({ noteId }) => ({ id: noteId })),
  'note.source': names(({ noteId, documentId }) => ({ id: noteId, documentId, page: 1, start: 0, end: 5, quote: 'Topic' })),
  'note.maker': own(undefined),
  'note.changes': names(({ courseId }) => ({ courseId })),
  'note.create': names(({ courseId, documentId }) => ({ id: id(), courseId, kind: 'glossary', documentIds: [documentId] })),
  'note.regenerate': names(({ noteId }) => ({ id: noteId })),
  'note.update': names(({ noteId }) => ({ id: noteId, title: 'Taken' })),
  'note.placeNodes': names(({ noteId }) => ({ id: noteId, positions: {} })),
  'note.decide': names(({ noteId }) => ({ id: noteId, take: true })),
  'note.delete': names(({ noteId }) => ({ id: noteId })),
  'note.restore': names(({ noteId }) => ({ id: noteId })),
  'note.markdown': names(({ noteId }) => ({ id: noteId })),

  'progress.today': own(undefined),
  'progress.overview': own(undefined),
  'progress.heatmap': own({}),

  'transfer.cards': names(({ courseId }) => ({ courseId })),
  'transfer.questions': names(({ courseId }) => ({ courseId })),
  'transfer.reviews': names(({ courseId }) => ({ courseId })),

  'search.find': own({ words: 'term' }, { words: 'Topic' }, { words: 'Guarded' }),
};

/** Inputs that name something of the caller's own and, beside it, something of another: as good as naming the other's alone. */
const mixed: [path: string, input: (owned: Things, mine: Things) => unknown][] = [
  ['flashcard.create', (owned, mine) => ({ id: id(), courseId: mine.courseId, topicId: owned.topicId, front: 'Front', back: 'Back' })],
  ['flashcard.create', (owned, mine) => ({ id: owned.cardId, courseId: mine.courseId, front: 'Front', back: 'Back' })],
  ['flashcard.update', (owned, mine) => ({ id: mine.cardId, topicId: owned.topicId })],
  ['document.startUpload', (owned, mine) => ({ id: id(), courseId: mine.courseId, fileName: 'notes.txt', bytes: 5, replaces: owned.documentId })],
  ['document.move', (owned, mine) => ({ id: mine.documentId, before: owned.documentId })],
  ['generation.start', (owned, mine) => ({ id: owned.generationId, courseId: mine.courseId, wishes })],
  ['generation.start', (owned, mine) => ({ id: id(), courseId: mine.courseId, topicIds: [owned.topicId], wishes })],
  ['generation.estimate', (owned, mine) => ({ courseId: mine.courseId, documentId: owned.documentId, wishes })],
  ['note.create', (owned, mine) => ({ id: id(), courseId: mine.courseId, kind: 'notes', documentIds: [owned.documentId] })],
  ['note.create', (owned, mine) => ({ id: id(), courseId: mine.courseId, kind: 'notes', topicIds: [owned.topicId] })],
  ['note.create', (owned, mine) => ({ id: owned.noteId, courseId: mine.courseId, kind: 'notes' })],
  ['note.source', (owned, mine) => ({ id: mine.noteId, documentId: owned.documentId, page: 1, start: 0, end: 5, quote: 'Topic' })],
  ['quiz.createQuestion', (owned, mine) => ({ id: id(), courseId: mine.courseId, selection: { documentId: owned.documentId, page: 1, words: owned.pages[0] ?? '' }, stem: 'What is _____?', content: { kind: 'fillIn', accepted: ['that'], rejected: [] } })],
  ['quiz.createQuestion', (owned, mine) => ({ id: owned.openQuestionId, courseId: mine.courseId, selection: { documentId: mine.documentId, page: 1, words: mine.pages[0] ?? '' }, stem: 'What is _____?', content: { kind: 'fillIn', accepted: ['that'], rejected: [] } })],
  ['inquiry.start', (owned, mine) => ({ id: owned.inquiryId, kind: 'explanation', selection: { documentId: mine.documentId, page: 1, words: 'Topic' } })],
  ['quiz.start', (owned, mine) => ({ id: owned.openAttemptId, courseId: mine.courseId })],
  ['quiz.start', (owned, mine) => ({ id: id(), courseId: mine.courseId, like: owned.openQuestionId })],
  ['quiz.answer', (owned, mine) => ({ attemptId: mine.openAttemptId, questionId: owned.openQuestionId, answer: { kind: 'single', chosen: 0 } })],
];

const definition = z.object({ type: z.enum(['query', 'mutation', 'subscription']), meta: z.object({ access: z.enum(['public', 'signed-in', 'course', 'admin']) }) });

const procedures = new Map(
  Object.entries(appRouter._def.procedures).map(([path, procedure]: [string, unknown]) => [path, definition.parse(typeof procedure === 'function' && '_def' in procedure ? procedure._def : undefined)]),
);

let api: TestApi;
let owner: TestStudent;
beforeAll(async () => {
  api = await createTestApi();
  owner = await api.signUp({ password, name: 'Guarded owner' });
});
afterAll(() => api.close());

async function thingsOf(student: TestStudent): Promise<Things> {
  const seeded = await api.seedCourse(student, { name: 'Guarded', topics: 1 });
  const [rated = '', cardId = ''] = seeded.cardIds;
  const { courseId } = seeded;
  // One of another kind, for what is done with those alone.
  const judgedQuestionId = seeded.questionIds[1] ?? '';
  await api.deps.db.update(tables.questions).set({ content: { kind: 'shortAnswer', rubric: [{ point: 'A point', keywords: ['point'] }] } }).where(eq(tables.questions.id, judgedQuestionId));
  const [reviewId, openAttemptId, submittedAttemptId, uploadId, noteId, inquiryId, generationId] = [id(), id(), id(), id(), id(), id(), id()];
  await student.api.flashcard.review({ id: reviewId, cardId: rated, rating: 3, version: 0, durationMs: 1000 });
  const attempt = await student.api.quiz.start({ id: openAttemptId, courseId });
  await student.api.quiz.start({ id: submittedAttemptId, courseId });
  await student.api.quiz.submit({ id: submittedAttemptId });
  await student.api.document.startUpload({ id: uploadId, courseId, fileName: 'upload.txt', bytes: 36 });
  await student.api.note.create({ id: noteId, courseId, kind: 'notes' });
  await student.api.generation.start({ id: generationId, courseId, wishes });
  await api.runJobs();
  // One student asks more in these tests than anybody may within an hour.
  await api.deps.db.delete(tables.inquiries).where(eq(tables.inquiries.userId, student.id));
  await student.api.inquiry.start({ id: inquiryId, kind: 'explanation', selection: { documentId: seeded.documentId, page: 1, words: 'Topic' } });
  await mkdir(join(api.folder, 'uploads'), { recursive: true });
  await writeFile(join(api.folder, 'uploads', uploadId), uploadId);
  for (const key of await student.api.account.apiKeys.list()) await student.api.account.apiKeys.revoke({ id: key.id });
  const { id: apiKeyId } = await student.api.account.apiKeys.create({ name: 'Guarded' });
  return { ...seeded, topicId: seeded.topicIds[0] ?? '', cardId, reviewId, openAttemptId, openQuestionId: attempt.items.find(({ ask }) => ask.kind === 'single')?.id ?? '', judgedQuestionId, submittedAttemptId, uploadId, noteId, inquiryId, generationId, apiKeyId };
}

async function call(path: string, actor: Actor | null, input: unknown): Promise<unknown> {
  const result: unknown = await callTRPCProcedure({
    router: appRouter,
    path,
    getRawInput: () => Promise.resolve(input),
    ctx: api.ctx(actor),
    type: procedures.get(path)?.type ?? 'query',
    signal: new AbortController().signal,
    batchIndex: 0,
  });
  if (result !== null && typeof result === 'object' && Symbol.asyncDispose in result && 'return' in result && typeof result.return === 'function') await result.return();
  return result;
}

/** All that the owner sees: what a stranger did must not have changed any of it. */
async function view({ api: owned }: TestStudent, { courseId, documentId, cardId, openAttemptId, submittedAttemptId, noteId, inquiryId, generationId }: Things) {
  return {
    me: await owned.account.me(),
    keys: await owned.account.apiKeys.list(),
    course: await owned.course.open({ id: courseId }),
    items: await owned.document.items({ documentId, limit: 100 }),
    cards: await owned.flashcard.list({ courseId, limit: 100 }),
    card: await owned.flashcard.get({ id: cardId }),
    attempt: await owned.quiz.get({ id: openAttemptId }),
    result: await owned.quiz.result({ id: submittedAttemptId }),
    note: await owned.note.get({ id: noteId }),
    inquiry: await owned.inquiry.get({ id: inquiryId }),
    generations: (await owned.generation.list({ courseId })).items.filter((item) => item.id === generationId),
    progress: await owned.progress.overview(),
  };
}

test('every procedure says here who may call it, and none is left that is gone', () => {
  expect(Object.keys(table).toSorted()).toEqual([...procedures.keys()].toSorted());
  for (const [path, { meta }] of procedures) {
    expect({ path, public: table[path]?.kind === 'public' }).toEqual({ path, public: meta.access === 'public' });
    // What takes a course, or is for those who run the site, always names something.
    if (meta.access === 'course' || meta.access === 'admin') expect({ path, kind: table[path]?.kind }).toEqual({ path, kind: 'names' });
  }
});

describe.each(Object.entries(table))('%s', (path, { kind, inputs }) => {
  if (kind === 'public') {
    test('may be called by nobody in particular', async () => {
      for (const input of await inputs(await thingsOf(owner))) await expect(call(path, null, input)).resolves.toBeDefined();
    });
    return;
  }

  test('asks nobody in particular to sign in', async () => {
    const owned = await thingsOf(owner);
    for (const input of await inputs(owned)) expect(await failure(call(path, null, input))).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
  });

  test(kind === 'names' ? 'tells a stranger that there is no such thing, and does it for its owner' : 'shows a stranger nothing of others, and changes nothing of theirs', async () => {
    const owned = await thingsOf(owner);
    const stranger = await api.signUp({ password, name: 'Stranger' });
    const before = await view(owner, owned);
    for (const input of await inputs(owned)) {
      if (kind === 'names') {
        const refused = await failure(call(path, stranger.actor, input));
        expect(refused).toMatchObject({ code: 'NOT_FOUND', status: 404 });
        expect(refused.data).toBeUndefined();
      } else {
        const shown = JSON.stringify((await call(path, stranger.actor, input)) ?? null);
        for (const theirs of [owner.id, owner.email, owned.courseId, owned.documentId, ...owned.topicIds, ...owned.cardIds, ...owned.questionIds, owned.openAttemptId, owned.submittedAttemptId, owned.apiKeyId]) {
          expect(shown).not.toContain(theirs);
        }
      }
    }
    expect(await view(owner, owned)).toEqual(before);
    if (kind === 'names') {
      // Otherwise an input that names nothing at all would pass as well guarded.
      for (const input of await inputs(owned)) await expect(call(path, owner.actor, input)).resolves.toBeDefined();
    }
  });
});

test.each(mixed)('%s does not take something of another into one’s own', async (path, input) => {
  const owned = await thingsOf(owner);
  const stranger = await api.signUp({ password, name: 'Stranger' });
  const mine = await thingsOf(stranger);
  const before = await view(owner, owned);
  expect(await failure(call(path, stranger.actor, input(owned, mine)))).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  expect(await view(owner, owned)).toEqual(before);
});

