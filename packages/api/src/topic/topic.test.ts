import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';

describe('topics', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await createTestApi()));
  afterAll(() => api.close());

  const seeded = async (): Promise<SeededCourse & { student: TestStudent }> => {
    const student = await api.signUp();
    return { student, ...(await api.seedCourse(student, { topics: 3, cardsPerTopic: 2, questionsPerTopic: 2 })) };
  };
  const listed = async ({ student, courseId }: { student: TestStudent; courseId: string }) => (await student.api.course.topics({ courseId })).items;
  const due = async ({ student, courseId }: { student: TestStudent; courseId: string }, topicId?: string) =>
    (await student.api.flashcard.studySession({ courseId, ...(topicId !== undefined && { topicId }) })).cards.length;

  it('are renamed and put in another order', async () => {
    const course = await seeded();
    const [first = '', second = '', third = ''] = course.topicIds;
    await course.student.api.topic.rename({ id: second, title: 'My own name' });
    await course.student.api.topic.move({ id: third, before: first });
    await course.student.api.topic.move({ id: first, before: null });
    const topics = await listed(course);
    expect(topics.map(({ id }) => id)).toEqual([third, second, first]);
    expect(topics[1]?.title).toBe('My own name');
  });

  it('merged are one in every way, and can be parted again', async () => {
    const course = await seeded();
    const [first = '', second = '', third = ''] = course.topicIds;
    await course.student.api.topic.merge({ ids: [second], into: first });
    await course.student.api.topic.merge({ ids: [first], into: third });
    expect(await listed(course)).toMatchObject([{ id: third, cards: { total: 6 }, questions: 6, merged: [{ id: first }, { id: second }] }]);
    expect(await due(course, third)).toBe(6);
    expect(await failure(course.student.api.topic.merge({ ids: [third], into: first }))).toMatchObject({ code: 'CONFLICT' });

    await course.student.api.topic.split({ id: second });
    expect((await listed(course)).map(({ id, cards }) => [id, cards.total])).toEqual([
      [second, 2],
      [third, 4],
    ]);
    await course.student.api.topic.split({ id: first });
    expect((await listed(course)).map(({ cards }) => cards.total)).toEqual([2, 2, 2]);
  });

  it('hidden ask nothing until they are shown again', async () => {
    const course = await seeded();
    const [first = '', second = '', third = ''] = course.topicIds;
    await course.student.api.topic.hide({ id: first, hidden: true });
    expect(await due(course)).toBe(4);
    expect(await failure(course.student.api.quiz.start({ id: api.deps.newId(), courseId: course.courseId, topicIds: [first] }))).toMatchObject({ code: 'CONFLICT' });
    expect((await listed(course)).map(({ hidden }) => hidden)).toEqual([true, false, false]);
    // Merged into a hidden topic it is hidden, too; parted from it, no longer.
    await course.student.api.topic.merge({ ids: [second], into: first });
    expect(await due(course)).toBe(2);
    await course.student.api.topic.split({ id: second });
    expect(await due(course)).toBe(4);
    await course.student.api.topic.hide({ id: first, hidden: false });
    expect(await due(course)).toBe(6);
    expect(await due(course, third)).toBe(2);
  });

  it('of two documents that treat the same are one, and are two again once one document is gone', async () => {
    const student = await api.signUp();
    const courseId = api.deps.newId();
    await student.api.course.create({ id: courseId, name: 'Biology' });
    const add = async (title: string, text: string) => {
      const id = api.deps.newId();
      await student.api.document.pasteText({ id, courseId, title, text });
      await api.runJobs();
      return id;
    };
    const lecture = await add('Lecture', '# Cell membranes\n\nA membrane keeps apart what is inside of a cell and what is outside.\n\n# Tissue\n\nA tissue is a group of cells.');
    await add('Reader', '# 3.2 Cell Membranes\n\nOsmosis moves water through a membrane that lets no salt through.\n\n# Organs\n\nAn organ is made of tissues.');
    // The scripted engine gives each topic its title as its one term.
    expect((await listed({ student, courseId })).map(({ title, cards, merged }) => [title, cards.total, merged.map((part) => part.title)])).toEqual([
      ['Cell membranes', 2, ['3.2 Cell Membranes']],
      ['Tissue', 1, []],
      ['Organs', 1, []],
    ]);
    await student.api.document.delete({ id: lecture });
    expect((await listed({ student, courseId })).map(({ title, cards }) => [title, cards.total])).toEqual([
      ['3.2 Cell Membranes', 1],
      ['Organs', 1],
    ]);
  });

  it('decide what is asked of a card wherever it is put', async () => {
    const course = await seeded();
    const [first = '', second = ''] = course.topicIds;
    const [card = ''] = course.cardIds;
    await course.student.api.topic.hide({ id: second, hidden: true });
    expect(await due(course)).toBe(4);
    await course.student.api.flashcard.update({ id: card, topicId: second });
    expect(await due(course)).toBe(3);
    await course.student.api.flashcard.update({ id: card, topicId: first });
    expect(await due(course)).toBe(4);
  });

  it('parted again leave a card where its student put it meanwhile', async () => {
    const course = await seeded();
    const [first = '', second = '', third = ''] = course.topicIds;
    await course.student.api.topic.merge({ ids: [first], into: second });
    await course.student.api.flashcard.update({ id: course.cardIds[0] ?? '', topicId: third });
    await course.student.api.topic.split({ id: first });
    expect((await listed(course)).map(({ id, cards }) => [id, cards.total])).toEqual([
      [first, 1],
      [second, 2],
      [third, 3],
    ]);
  });

  it('that were part of a hidden one are asked again once the document of that one is gone', async () => {
    const student = await api.signUp();
    const { courseId, documentId, topicIds } = await api.seedCourse(student, { topics: 1, cardsPerTopic: 2 });
    await student.api.document.pasteText({ id: api.deps.newId(), courseId, title: 'Reader', text: '# Organs\n\nAn organ is made of tissues.' });
    await api.runJobs();
    const organs = (await listed({ student, courseId })).find(({ title }) => title === 'Organs');
    await student.api.topic.hide({ id: topicIds[0] ?? '', hidden: true });
    await student.api.topic.merge({ ids: [organs?.id ?? ''], into: topicIds[0] ?? '' });
    expect(await due({ student, courseId })).toBe(0);
    await student.api.document.delete({ id: documentId });
    expect(await due({ student, courseId })).toBe(1);
  });

  it('are changed by those who run the course alone', async () => {
    const course = await seeded();
    const other = await seeded();
    const [first = ''] = course.topicIds;
    const fellow = await api.signUp();
    await api.joinCourse(course.courseId, fellow);
    expect(await failure(fellow.api.topic.hide({ id: first, hidden: true }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await failure(course.student.api.topic.merge({ ids: [first], into: other.topicIds[0] ?? '' }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failure(course.student.api.topic.move({ id: first, before: other.topicIds[0] ?? '' }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
