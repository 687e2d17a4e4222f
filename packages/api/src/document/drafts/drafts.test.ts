import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgeDeletedCards } from '../../flashcard/service.ts';
import { createTestApi, failure, type TestApi, type TestStudent } from '../../testing/index.ts';

const text = '# Cells\n\nA cell is the smallest unit of life that can live on its own.\n\n# Tissue\n\nA tissue is a group of cells that do the same work together.';

describe('drafts', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await createTestApi()));
  afterAll(() => api.close());

  const newCourse = async (student: TestStudent) => {
    const courseId = api.deps.newId();
    await student.api.course.create({ id: courseId, name: 'Biology' });
    return courseId;
  };
  const add = async (student: TestStudent, courseId: string, written = text) => {
    const id = api.deps.newId();
    await student.api.document.pasteText({ id, courseId, title: 'Cells', text: written });
    await api.runJobs();
    return id;
  };
  const looking = async () => {
    const student = await api.signUp({ lookAtDrafts: true });
    const courseId = await newCourse(student);
    return { student, courseId, documentId: await add(student, courseId) };
  };
  const standing = async (student: TestStudent, documentId: string) => (await student.api.document.get({ id: documentId })).counts;
  const idsOf = async (student: TestStudent, documentId: string, kind: 'card' | 'question') => (await student.api.document.items({ documentId, limit: 100 })).items.flatMap((item) => (item.kind === kind ? [item.id] : []));

  it('wait until they are accepted, and are then asked', async () => {
    const { student, courseId, documentId } = await looking();
    expect(await standing(student, documentId)).toMatchObject({ cards: 0, questions: 0, drafts: 4, rejected: 0 });
    expect((await student.api.course.get({ id: courseId })).counts).toMatchObject({ cards: 0, new: 0, questions: 0, drafts: 4 });
    expect((await student.api.flashcard.studySession({ courseId })).cards).toEqual([]);
    expect((await student.api.flashcard.list({ courseId })).items).toEqual([]);
    expect(await failure(student.api.quiz.start({ id: api.deps.newId(), courseId }))).toMatchObject({ code: 'CONFLICT' });

    const [first = ''] = await idsOf(student, documentId, 'card');
    expect(await student.api.document.decideDrafts({ documentId, decision: 'accept', ids: [first] })).toMatchObject({ cards: 1, questions: 0 });
    expect((await student.api.flashcard.studySession({ courseId })).cards.map((card) => card.id)).toEqual([first]);
    expect(await standing(student, documentId)).toMatchObject({ cards: 1, drafts: 3 });

    expect(await student.api.document.decideDrafts({ documentId, decision: 'accept' })).toMatchObject({ cards: 1, questions: 2 });
    expect((await student.api.course.get({ id: courseId })).counts).toMatchObject({ cards: 2, new: 2, questions: 2, drafts: 0 });
  });

  it('can be corrected before they are accepted', async () => {
    const { student, documentId } = await looking();
    const [first = ''] = await idsOf(student, documentId, 'card');
    await student.api.flashcard.update({ id: first, front: 'What is a cell?' });
    await student.api.document.decideDrafts({ documentId, decision: 'accept', ids: [first] });
    const { items } = await student.api.document.items({ documentId, limit: 100 });
    expect(items.find((item) => item.id === first)).toMatchObject({ status: 'accepted', front: 'What is a cell?' });
  });

  it('once rejected are never asked and do not come back', async () => {
    const { student, courseId, documentId } = await looking();
    const [first = ''] = await idsOf(student, documentId, 'card');
    await student.api.document.decideDrafts({ documentId, decision: 'reject', ids: [first] });
    await student.api.document.decideDrafts({ documentId, decision: 'accept' });
    expect(await standing(student, documentId)).toMatchObject({ cards: 1, questions: 2, drafts: 0, rejected: 1 });
    expect((await student.api.flashcard.studySession({ courseId })).cards.map((card) => card.id)).not.toContain(first);

    // The same words in another file of the course ask nothing that is asked or was rejected already.
    const again = await add(student, courseId, `${text}\n`);
    expect(await standing(student, again)).toMatchObject({ cards: 0, questions: 0, drafts: 0, discarded: 4 });
  });

  it('stay away after a card of theirs was deleted for good', async () => {
    const student = await api.signUp();
    const courseId = await newCourse(student);
    const documentId = await add(student, courseId);
    const [first = ''] = await idsOf(student, documentId, 'card');
    await student.api.flashcard.delete({ id: first });
    api.clock.advance({ days: 2 });
    await purgeDeletedCards(api.deps);
    expect(await api.deps.db.select().from(tables.rejectedItems).where(eq(tables.rejectedItems.documentId, documentId))).toHaveLength(1);
  });

  it('can be put back, one by one or as they were decided together', async () => {
    const { student, courseId, documentId } = await looking();
    const { decidedAt } = await student.api.document.decideDrafts({ documentId, decision: 'accept' });
    api.clock.advance({ seconds: 3 });
    await student.api.document.takeBackDecision({ documentId, decidedAt });
    expect(await standing(student, documentId)).toMatchObject({ cards: 0, questions: 0, drafts: 4 });
    expect((await student.api.flashcard.studySession({ courseId })).cards).toEqual([]);

    const [question = ''] = await idsOf(student, documentId, 'question');
    await student.api.document.decideDrafts({ documentId, decision: 'reject', ids: [question] });
    await student.api.document.decideDrafts({ documentId, decision: 'reopen', ids: [question] });
    expect(await standing(student, documentId)).toMatchObject({ drafts: 4, rejected: 0 });
  });

  it('are accepted as they come where all was accepted before the end', async () => {
    const student = await api.signUp({ lookAtDrafts: true });
    const courseId = await newCourse(student);
    const documentId = api.deps.newId();
    await student.api.document.pasteText({ id: documentId, courseId, title: 'Cells', text });
    await student.api.document.decideDrafts({ documentId, decision: 'accept' });
    await api.runJobs();
    expect(await standing(student, documentId)).toMatchObject({ cards: 2, questions: 2, drafts: 0 });
  });

  it('are decided by those who run the course alone, and only of the document that is named', async () => {
    const { student, courseId, documentId } = await looking();
    const fellow = await api.signUp();
    await api.joinCourse(courseId, fellow);
    const other = await looking();
    const ids = await idsOf(other.student, other.documentId, 'card');
    expect(await failure(fellow.api.document.decideDrafts({ documentId, decision: 'accept' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await student.api.document.decideDrafts({ documentId, decision: 'reject', ids })).toMatchObject({ cards: 0, questions: 0 });
    await student.api.document.decideDrafts({ documentId, decision: 'accept' });
    expect((await fellow.api.flashcard.studySession({ courseId })).cards).toHaveLength(2);
  });
});
