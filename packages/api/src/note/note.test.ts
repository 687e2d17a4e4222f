import type { NoteContentOf, NoteView } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';
import { composeNote } from './compose.ts';
import { purgeDeletedNotes } from './service.ts';

let t: TestApi;
let ada: TestStudent;
let course: SeededCourse;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.jobs.clear();
  t.model.failures.length = 0;
  t.model.asked.length = 0;
  t.model.note = null;
  t.model.hold = () => Promise.resolve();
  ada = await t.signUp();
  course = await t.seedCourse(ada);
});

type Asked = Partial<Parameters<TestStudent['api']['note']['create']>[0]>;

const create = (asked: Asked = {}) => ada.api.note.create({ id: v7(), courseId: course.courseId, kind: 'notes', ...asked });
const made = async (asked: Asked = {}) => {
  const { id } = await create(asked);
  await t.runJobs();
  return ada.api.note.get({ id });
};

function contentOf<Kind extends NoteView['kind']>({ content }: NoteView, kind: Kind): NoteContentOf<Kind> {
  const is = (some: NonNullable<NoteView['content']>): some is NoteContentOf<Kind> => some.kind === kind;
  if (!content || !is(content)) throw new Error(`This note is no ${kind}.`);
  return content;
}

describe('making a note', () => {
  it('waits, is made by the worker, and cites what stands on the page', async () => {
    const queued = await create();
    expect(queued).toMatchObject({ status: 'queued', content: null, size: null, title: 'Cell biology', activity: 'Waiting for its turn' });
    await t.runJobs();
    const note = await ada.api.note.get({ id: queued.id });
    expect(note).toMatchObject({ status: 'ready', percent: 100, engine: 'scripted', edited: false, size: 2, error: null });
    const [statement] = contentOf(note, 'notes').sections.flatMap((section) => section.statements);
    const { documentId, page, start, end, quote, revision } = statement?.source ?? { documentId: '', page: 0, start: 0, end: 0, quote: '', revision: 0 };
    expect({ documentId, revision }).toEqual({ documentId: course.documentId, revision: 1 });
    expect(course.pages[page - 1]?.slice(start, end)).toBe(quote);
    expect(await ada.api.note.source({ id: note.id, documentId, page, start, end, quote })).toMatchObject({ documentTitle: 'Cell biology reader', citation: { quote }, passage: { text: quote } });
  });

  it('finds its quotes again in a revised version, and says where one is gone', async () => {
    const note = await made();
    const sources = contentOf(note, 'notes').sections.flatMap(({ statements }) => statements.flatMap(({ source }) => source ?? []));
    const [kept, gone] = sources;
    if (!kept || !gone) throw new Error('There are too few statements.');
    const { documentId } = course;
    await t.deps.db.insert(tables.pages).values([{ documentId, revision: 2, number: 1, text: 'A new first page.' }, { documentId, revision: 2, number: 2, text: `Before. ${kept.quote} After.` }]);
    await t.deps.db.insert(tables.passages).values({ documentId, revision: 2, ordinal: 0, page: 2, start: 0, end: kept.quote.length + 15 });
    await t.deps.db.update(tables.documents).set({ revision: 2 }).where(eq(tables.documents.id, documentId));
    const ask = ({ page, start, end, quote }: typeof kept) => ada.api.note.source({ id: note.id, documentId, page, start, end, quote });
    expect(await ask(kept)).toMatchObject({ outdated: false, citation: { page: 2, start: 8, quote: kept.quote }, passage: { text: `Before. ${kept.quote} After.`, start: 8 } });
    expect(await ask(gone)).toMatchObject({ outdated: true, citation: { quote: gone.quote }, passage: { text: gone.quote } });
  });

  it('is one, however often the request is sent, and its work is one', async () => {
    const id = v7();
    await create({ id });
    await create({ id });
    expect(await t.jobs.waiting('compose-note')).toHaveLength(1);
    expect((await ada.api.note.list({ courseId: course.courseId })).items.map((note) => note.id)).toEqual([id]);
  });

  it('is about the topics that were chosen, and no others', async () => {
    const note = await made({ topicIds: [course.topicIds[1] ?? ''] });
    expect(contentOf(note, 'notes').sections.map((section) => section.title)).toEqual(['Topic 2']);
    expect(note).toMatchObject({ title: 'Topic 2', about: { topics: ['Topic 2'], documents: [{ id: course.documentId }] } });
  });

  it.each(['notes', 'cheatSheet', 'glossary', 'mnemonic', 'conceptMap'] as const)('makes %s and lists it by its kind', async (kind) => {
    const note = await made({ kind });
    expect(note).toMatchObject({ status: 'ready', kind });
    const listed = await ada.api.note.list({ courseId: course.courseId, kind });
    expect(listed.items.map(({ id, size }) => ({ id, size }))).toEqual([{ id: note.id, size: note.size }]);
  });

  it('tells the engine in which language and for which place', async () => {
    await ada.api.account.updateProfile({ settings: { place: 'IN' } });
    const asked: unknown[] = [];
    t.model.note = (source, request) => {
      asked.push({ language: request.language, place: request.place, length: request.length });
      const [passage] = source.passages;
      if (!passage) throw new Error('There is no passage.');
      return { kind: 'glossary', entries: [{ term: 'Wort', aliases: [], definition: 'Ein Wort', source: { page: passage.page, start: passage.start, end: passage.end, quote: passage.text }, weight: 1 }] };
    };
    await made({ kind: 'glossary', language: 'de', length: 'short' });
    expect(asked).toEqual([{ language: 'de', place: 'IN', length: 'short' }]);
  });

  it('leaves out what does not stand on its source', async () => {
    t.model.note = () => ({
      kind: 'glossary',
      entries: [
        { term: 'true', aliases: [], definition: 'Stands there', source: { page: 1, start: 0, end: 7, quote: 'Topic 1' }, weight: 1 },
        { term: 'made up', aliases: [], definition: 'Stands nowhere', source: { page: 1, start: 0, end: 7, quote: 'Topic 9' }, weight: 1 },
      ],
    });
    const note = await made({ kind: 'glossary' });
    expect(contentOf(note, 'glossary').entries.map((entry) => entry.term)).toEqual(['true']);
  });

  it('says what to do where nothing good is found', async () => {
    t.model.note = () => ({ kind: 'mnemonic', items: [] });
    expect(await made({ kind: 'mnemonic' })).toMatchObject({ status: 'failed', content: null, error: { detail: expect.stringContaining('Choose others') } });
  });

  it('is told that no document is ready', async () => {
    const empty = v7();
    await ada.api.course.create({ id: empty, name: 'Empty' });
    expect(await failure(create({ courseId: empty }))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('trouble', () => {
  it('says where the built-in engine took over, and why', async () => {
    t.model.note = ({ pages: [page] }) => ({ kind: 'glossary', entries: [{ term: 'topic', aliases: [], definition: 'A subject', source: { page: 1, start: 0, end: 7, quote: page?.text.slice(0, 7) ?? '' }, weight: 1 }], engine: 'extractive', instead: 'the model did not answer' });
    expect(await made({ kind: 'glossary' })).toMatchObject({ status: 'ready', engine: 'extractive', instead: 'the model did not answer' });
  });

  it('is tried again, then said, and can be tried once more', async () => {
    t.model.failures.push(new Error('a'), new Error('b'), new Error('c'));
    const note = await made();
    expect(note).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } });
    expect((await ada.api.note.regenerate({ id: note.id })).status).toBe('queued');
    await t.runJobs();
    expect(await ada.api.note.get({ id: note.id })).toMatchObject({ status: 'ready', error: null });
  });

  it('of two workers at the same note, the later one stores it', async () => {
    const { id } = await create();
    const run = { deps: t.deps, signal: new AbortController().signal, attempt: 0 };
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    t.model.hold = async () => {
      reached.resolve();
      await held.promise;
    };
    const first = composeNote(id, run);
    await reached.promise;
    t.model.hold = () => Promise.resolve();
    t.clock.advance({ seconds: 1 });
    await composeNote(id, run);
    const stored = await ada.api.note.get({ id });
    held.resolve();
    await first;
    expect(stored.status).toBe('ready');
    expect(await ada.api.note.get({ id })).toEqual(stored);
  });

  it('a note that is deleted while it is made stays deleted', async () => {
    const { id } = await create();
    t.model.hold = async () => {
      await ada.api.note.delete({ id });
    };
    await t.runJobs();
    expect(await failure(ada.api.note.get({ id }))).toMatchObject({ code: 'NOT_FOUND' });
    const [row] = await t.deps.db.select({ content: tables.notes.content }).from(tables.notes).where(eq(tables.notes.id, id));
    expect(row?.content).toBeNull();
  });
});

describe('a student’s hand', () => {
  const rewritten = (note: NoteView, text: string) => {
    const content = contentOf(note, 'notes');
    return { ...content, sections: content.sections.map((section, at) => (at > 0 ? section : { ...section, statements: [...section.statements, { text, source: null, weight: 0 }] })) };
  };

  it('keeps what was written when a new version is made, until it is taken', async () => {
    const note = await made();
    const edited = await ada.api.note.update({ id: note.id, content: rewritten(note, 'My own words.'), version: note.version });
    expect(edited).toMatchObject({ edited: true, size: 3 });
    await ada.api.note.regenerate({ id: note.id });
    await t.runJobs();
    const waiting = await ada.api.note.get({ id: note.id });
    expect(waiting).toMatchObject({ status: 'ready', undecided: true, edited: true });
    expect(JSON.stringify(waiting.content)).toContain('My own words.');
    expect(JSON.stringify(waiting.next)).not.toContain('My own words.');
    expect(JSON.stringify((await ada.api.note.decide({ id: note.id, take: false })).content)).toContain('My own words.');
    await ada.api.note.regenerate({ id: note.id });
    await t.runJobs();
    const taken = await ada.api.note.decide({ id: note.id, take: true });
    expect(taken).toMatchObject({ undecided: false, edited: false, size: 2 });
    expect(JSON.stringify(taken.content)).not.toContain('My own words.');
  });

  it('does not write over what was changed in another window', async () => {
    const note = await made();
    await ada.api.note.update({ id: note.id, content: rewritten(note, 'First.'), version: note.version });
    expect(await failure(ada.api.note.update({ id: note.id, content: rewritten(note, 'Second.'), version: note.version }))).toMatchObject({ code: 'STALE' });
    expect(JSON.stringify((await ada.api.note.get({ id: note.id })).content)).toContain('First.');
  });

  it('cites nothing that was not found', async () => {
    const note = await made();
    const content = contentOf(note, 'notes');
    const forged = { ...content, sections: content.sections.map((section) => ({ ...section, statements: section.statements.map((one) => ({ ...one, source: one.source && { ...one.source, quote: 'Made up.' } })) })) };
    expect(await failure(ada.api.note.update({ id: note.id, content: forged, version: note.version }))).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('keeps where the nodes of a map were moved to', async () => {
    const note = await made({ kind: 'conceptMap' });
    await ada.api.note.placeNodes({ id: note.id, positions: { 'term 1': { x: 10, y: -20 }, unknown: { x: 1, y: 1 } } });
    await ada.api.note.regenerate({ id: note.id });
    await t.runJobs();
    expect(await ada.api.note.get({ id: note.id })).toMatchObject({ positions: { 'term 1': { x: 10, y: -20 } }, edited: false });
    expect((await ada.api.note.get({ id: note.id })).positions).not.toHaveProperty('unknown');
  });

  it('takes a deletion back within a day; then it is for good', async () => {
    const note = await made();
    await ada.api.note.delete({ id: note.id });
    expect((await ada.api.note.list({ courseId: course.courseId })).items).toEqual([]);
    expect((await ada.api.note.restore({ id: note.id })).content).toEqual(note.content);
    await ada.api.note.delete({ id: note.id });
    t.clock.advance({ hours: 25 });
    await purgeDeletedNotes(t.deps);
    expect(await failure(ada.api.note.restore({ id: note.id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes with its only document', async () => {
    const note = await made({ documentIds: [course.documentId] });
    await ada.api.document.delete({ id: course.documentId });
    expect(await failure(ada.api.note.get({ id: note.id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is taken out as Markdown with its sources', async () => {
    const { fileName, text } = await ada.api.note.markdown({ id: (await made()).id });
    expect(fileName).toBe('Cell biology.md');
    expect(text).toContain('## Topic 1\n\n- The word term 1.1 stands for');
    expect(text).toMatch(/\[\^1\]: Cell biology reader, page 1: “The word/);
  });
});

describe('a class', () => {
  it('reads notes, and does not change them', async () => {
    const note = await made();
    const eve = await t.signUp();
    await t.joinCourse(course.courseId, eve);
    expect(await eve.api.note.get({ id: note.id })).toMatchObject({ mayChange: false, content: note.content });
    for (const refused of [() => eve.api.note.update({ id: note.id, title: 'Mine' }), () => eve.api.note.regenerate({ id: note.id }), () => eve.api.note.delete({ id: note.id }), () => eve.api.note.create({ id: v7(), courseId: course.courseId, kind: 'notes' })]) {
      expect(await failure(refused())).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('hears of what changes', async () => {
    const note = await made();
    const changes = await ada.api.note.changes({ courseId: course.courseId });
    const iterator = changes[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual({ noteId: note.id });
    const heard = iterator.next();
    await ada.api.note.update({ id: note.id, title: 'Another' });
    expect((await heard).value).toEqual({ noteId: note.id });
    await iterator.return?.();
  });
});
