import { ground } from '@studywright/ai';
import type { DraftCard, DraftQuestion, SourceDocument } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq } from 'drizzle-orm';
import { storeDrafts } from '../document/reading/drafts.ts';
import { scheduleForMembers } from '../flashcard/schedules.ts';
import type { Deps } from '../platform/context.ts';
import { documentKey, sha256 } from '../platform/files.ts';

const { courseMembers, courses, documents, flashcards, pages, passages, questions, topics } = tables;

export interface SeedOptions {
  name?: string;
  /** Each topic has a page, a heading and a passage of its own. */
  topics?: number;
  cardsPerTopic?: number;
  questionsPerTopic?: number;
}

export interface SeededCourse {
  courseId: string;
  documentId: string;
  topicIds: string[];
  /** In the order of the document. */
  cardIds: string[];
  questionIds: string[];
  /** The text of each page: every quote is a slice of one. */
  pages: string[];
  /** Under which the document's bytes are kept. */
  storageKey: string;
}

/** A course of one student with one document that is ready: its pages, topics, and cards and questions that stand on them. */
export async function seedCourse(deps: Deps, ownerId: string, options: SeedOptions = {}): Promise<SeededCourse> {
  const { name = 'Cell biology', topics: topicCount = 2, cardsPerTopic = 3, questionsPerTopic = 3 } = options;
  const courseId = deps.newId();
  const documentId = deps.newId();
  const now = deps.now();
  const { source, drafts } = writtenDocument(`${name} reader`, topicCount, cardsPerTopic, questionsPerTopic);
  const storageKey = documentKey(documentId);
  const bytes = Buffer.from(source.pages.map((page) => page.text).join('\f') + documentId);
  await deps.files.write(storageKey, bytes);
  const topicIds = source.headings.map(() => deps.newId());

  await deps.db.transaction(async (tx) => {
    await tx.insert(courses).values({ id: courseId, ownerId, name, createdAt: now });
    await tx.insert(courseMembers).values({ courseId, userId: ownerId, role: 'owner', joinedAt: now });
    await tx.insert(documents).values({
      id: documentId,
      courseId,
      uploaderId: ownerId,
      title: source.title,
      fileName: 'reader.txt',
      mediaType: 'text/plain',
      bytes: bytes.length,
      sha256: sha256(bytes),
      storageKey,
      status: 'ready',
      step: 'finish',
      percent: 100,
      activity: '',
      language: 'en',
      pageCount: source.pages.length,
      engine: 'scripted',
      acceptAtOnce: true,
      createdAt: now,
      startedAt: now,
      finishedAt: now,
    });
    await tx.insert(pages).values(source.pages.map(({ number, text, ocr }) => ({ documentId, number, text, ocr, headings: source.headings.filter((heading) => heading.page === number).map(({ page: _, ...heading }) => heading) })));
    await tx.insert(passages).values(source.passages.map(({ page, start, end, path }, ordinal) => ({ documentId, ordinal, page, start, end, path })));
    await tx.insert(topics).values(source.headings.map(({ text, page }, ordinal) => ({ id: topicIds[ordinal] ?? deps.newId(), courseId, documentId, ordinal, title: text, terms: [text], passages: [ordinal], firstPage: page, createdAt: now })));
    for (const [index, id] of topicIds.entries()) {
      const grounded = ground(source, drafts[index] ?? { cards: [], questions: [] });
      if (grounded.discarded.length > 0) throw new Error('The seed must stand on its own source.');
      await storeDrafts(deps, tx, { document: { id: documentId, courseId }, topic: { id }, source, grounded, meanings: null });
    }
  });
  const idsOf = (table: typeof flashcards | typeof questions) => deps.db.select({ id: table.id }).from(table).where(eq(table.documentId, documentId)).orderBy(asc(table.ordinal));
  const [cards, asked] = await Promise.all([idsOf(flashcards), idsOf(questions)]);
  return { courseId, documentId, topicIds, cardIds: cards.map((card) => card.id), questionIds: asked.map((question) => question.id), pages: source.pages.map((page) => page.text), storageKey };
}

/** Lets another student into a course, with a schedule for each of its cards. */
export async function joinCourse(deps: Deps, courseId: string, userId: string, role: 'teacher' | 'student'): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await tx.insert(courseMembers).values({ courseId, userId, role, joinedAt: deps.now() });
    await scheduleForMembers(tx, and(eq(flashcards.courseId, courseId), eq(courseMembers.userId, userId)));
  });
}

interface Written {
  source: SourceDocument;
  /** By topic. */
  drafts: { cards: DraftCard[]; questions: DraftQuestion[] }[];
}

/** Facts that nobody mistakes for real ones, each a sentence of its own so that it can be quoted. */
function writtenDocument(title: string, topicCount: number, cardsPerTopic: number, questionsPerTopic: number): Written {
  const source: SourceDocument = { title, mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [], headings: [], passages: [] };
  const drafts: Written['drafts'] = [];
  for (let number = 1; number <= topicCount; number += 1) {
    const topic = `Topic ${number}`;
    const facts = Array.from({ length: Math.max(cardsPerTopic, questionsPerTopic, 1) }, (_, index) => ({ term: `term ${number}.${index + 1}`, meaning: `meaning ${number}.${index + 1}` }));
    const sentences = facts.map(({ term, meaning }) => `The word ${term} stands for ${meaning}.`);
    const body = sentences.join(' ');
    const text = `${topic}\n\n${body}`;
    const start = topic.length + 2;
    source.pages.push({ number, text, ocr: false });
    source.headings.push({ page: number, start: 0, end: topic.length, level: 1, text: topic });
    source.passages.push({ page: number, start, end: text.length, text: body, path: [topic] });
    const cite = (sentence: string) => {
      const from = text.indexOf(sentence);
      return { page: number, start: from, end: from + sentence.length, quote: sentence };
    };
    const cited = facts.map((fact, index) => ({ ...fact, citation: cite(sentences[index] ?? '') }));
    drafts.push({
      cards: cited.slice(0, cardsPerTopic).map(({ term, meaning, citation }, index) =>
        index % 3 === 2
          ? { type: 'cloze' as const, front: `The word ${term} stands for […].`, back: meaning, topic, citation }
          : { type: 'basic' as const, front: `What does ${term} stand for?`, back: meaning, topic, citation },
      ),
      questions: cited.slice(0, questionsPerTopic).map(({ term, meaning, citation }) => ({
        kind: 'single' as const,
        stem: `What does the text say that ${term} stands for?`,
        options: [{ text: meaning, correct: true }, ...['first', 'second', 'third'].map((which) => ({ text: `the ${which} wrong one`, correct: false }))],
        explanation: citation.quote,
        difficulty: 1,
        bloom: 'remember' as const,
        tags: [term],
        topic,
        citation,
      })),
    });
  }
  return { source, drafts };
}
