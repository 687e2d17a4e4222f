import { groundNote } from '@studywright/ai';
import { AppError, joinNotes, noteSize, type NoteKind, type NoteLength, type NotePart } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { readyColumns, readySource, type ReadyDocument } from '../document/reading/ready.ts';
import { giveUp, LetGo, waiting } from '../platform/claims.ts';
import type { Deps } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import type { JobRun } from '../platform/jobs.ts';
import { modelCall } from '../platform/model-calls.ts';

const { documents, notes, topics, users } = tables;

interface Claimed {
  id: string;
  courseId: string;
  authorId: string | null;
  kind: NoteKind;
  documentIds: string[];
  topicIds: string[];
  length: NoteLength;
  language: string | null;
  /** Of this claim: with another one in the row, another worker has taken over. */
  startedAt: Date | null;
}

interface Work {
  deps: Deps;
  signal: AbortSignal;
  note: Claimed;
}

/**
 * Document by document the engine composes, what does not stand on its source is left out, and the parts are joined and
 * stored at once: a worker that takes over begins anew, and nothing of the other's is stored.
 */
export async function composeNote(noteId: string, run: JobRun): Promise<void> {
  const { deps, signal } = run;
  const note = await claim(noteId, deps);
  if (!note) return;
  const work: Work = { deps, signal, note };
  try {
    await store(work, await compose(work));
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    await giveUp(thrown, run, { noteId }, (final) => sayFailed(work, final));
  }
}

async function claim(noteId: string, { db, now }: Deps): Promise<Claimed | null> {
  const [note] = await db
    .update(notes)
    .set({ status: 'working', startedAt: now(), error: null })
    .where(and(eq(notes.id, noteId), inArray(notes.status, ['queued', 'working']), isNull(notes.deletedAt)))
    .returning({ id: notes.id, courseId: notes.courseId, authorId: notes.authorId, kind: notes.kind, documentIds: notes.documentIds, topicIds: notes.topicIds, length: notes.length, language: notes.language, startedAt: notes.startedAt });
  return note ?? null;
}

/** First in each transaction that stores something. @throws LetGo where the note is no longer ours to work on */
async function hold({ note }: Work, tx: Transaction) {
  const [row] = await tx.select({ status: notes.status, startedAt: notes.startedAt, deletedAt: notes.deletedAt, edited: notes.edited, version: notes.version, content: notes.content }).from(notes).where(eq(notes.id, note.id)).for('update');
  if (!row || row.status !== 'working' || row.deletedAt !== null || row.startedAt?.getTime() !== note.startedAt?.getTime()) throw new LetGo();
  return row;
}

interface Composed {
  parts: NotePart[];
  engine: string;
  /** Why another engine took over for one of the documents; null where none did. */
  instead: string | null;
}

async function compose(work: Work): Promise<Composed> {
  const { deps, note, signal } = work;
  const about = await documentsOf(work);
  if (about.length === 0) throw new AppError('CONFLICT', 'None of its documents is ready any more. Choose others for a new one.');
  const place = await placeOf(work);
  const parts: NotePart[] = [];
  const engines = new Set<string>();
  let instead: string | null = null;
  for (const [index, document] of about.entries()) {
    signal.throwIfAborted();
    await tell(work, Math.floor((95 * index) / about.length), about.length > 1 ? `Document ${index + 1} of ${about.length}: ${document.title}` : `Reading ${document.title}`);
    const source = await readySource(deps.db, document);
    const made = await deps.model.compose(source, { kind: note.kind, passages: document.passages, length: note.length, language: note.language, place }, modelCall(deps, { userId: note.authorId, courseId: note.courseId, documentId: document.id, feature: 'notes', signal }));
    engines.add(made.engine ?? deps.model.engine);
    instead ??= made.instead ?? null;
    const { draft, discarded } = groundNote(source, made);
    if (discarded > 0) deps.log.info({ noteId: note.id, documentId: document.id, discarded }, 'statements without a source left out');
    parts.push({ document, draft });
  }
  return { parts, engine: [...engines].join(', '), instead };
}

interface About extends ReadyDocument {
  /** Null: all. */
  passages: number[] | null;
}

/** What it is about, as far as it is ready, in the order of the course. */
async function documentsOf({ deps: { db }, note }: Work): Promise<About[]> {
  const rows = await db
    .select(readyColumns)
    .from(documents)
    .where(and(eq(documents.courseId, note.courseId), eq(documents.status, 'ready'), note.documentIds.length === 0 ? undefined : inArray(documents.id, note.documentIds)))
    .orderBy(asc(documents.position), asc(documents.id));
  if (note.topicIds.length === 0) return rows.map((row) => ({ ...row, passages: null }));
  const chosen = await db.select({ documentId: topics.documentId, passages: topics.passages }).from(topics).where(or(inArray(topics.id, note.topicIds), inArray(topics.mergedIntoId, note.topicIds)));
  return rows.flatMap((row) => {
    const passages = [...new Set(chosen.flatMap((topic) => (topic.documentId === row.id ? topic.passages : [])))].toSorted((a, b) => a - b);
    return passages.length === 0 ? [] : [{ ...row, passages }];
  });
}

async function placeOf({ deps: { db }, note }: Work): Promise<string | null> {
  if (note.authorId === null) return null;
  const [author] = await db.select({ place: users.place }).from(users).where(eq(users.id, note.authorId));
  return author?.place ?? null;
}

const nothing: Record<NoteKind, string> = {
  notes: 'There is too little running text in these documents to make notes of. Choose others.',
  cheatSheet: 'Neither definitions nor formulas, tables or dates were found in these documents. Choose others.',
  glossary: 'No term is explained in these documents in words that could be taken over. Choose others.',
  mnemonic: 'No list was found in these documents for which there is a good mnemonic. Choose others.',
  conceptMap: 'No sentence of these documents says how two of their terms are related. Choose others.',
};

async function store(work: Work, { parts, ...by }: Composed): Promise<void> {
  const { deps, note } = work;
  const [first] = await documentsOf(work);
  const content = joinNotes(note.kind, parts, note.language ?? first?.language ?? 'und');
  if (noteSize(content) === 0) throw new AppError('UNREADABLE', nothing[note.kind]);
  await deps.db.transaction(async (tx) => {
    const { edited, version, content: before } = await hold(work, tx);
    const done = { status: 'ready' as const, percent: 100, activity: '', error: null, ...by, updatedAt: deps.now() };
    // What somebody wrote is not written over: they decide.
    const words = edited && before ? { next: content } : { content, next: null, size: noteSize(content), version: version + 1 };
    await tx.update(notes).set({ ...done, ...words }).where(eq(notes.id, note.id));
    await publish(tx, { kind: 'note', courseId: note.courseId, noteId: note.id });
  });
}

async function tell(work: Work, percent: number, activity: string): Promise<void> {
  const { deps, note } = work;
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    await tx.update(notes).set({ percent, activity }).where(eq(notes.id, note.id));
    await publish(tx, { kind: 'note', courseId: note.courseId, noteId: note.id });
  });
}

async function sayFailed(work: Work, final: AppError | null): Promise<void> {
  const { deps, note } = work;
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    await tx
      .update(notes)
      .set(final ? { status: 'failed', error: { code: final.code, detail: final.detail }, activity: '' } : { status: 'queued', activity: waiting.interrupted })
      .where(eq(notes.id, note.id));
    await publish(tx, { kind: 'note', courseId: note.courseId, noteId: note.id });
  });
}

/** For a note that ended each of its workers: whoever waits for it is told, and may try again. */
export async function abandonNote(noteId: string, { db }: Deps): Promise<void> {
  const detail = 'Making this was interrupted again and again. Nothing of it is lost, for nothing was made yet. Try again; if it stops once more, choose fewer documents.';
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(notes)
      .set({ status: 'failed', error: { code: 'INTERNAL', detail }, activity: '' })
      .where(and(eq(notes.id, noteId), inArray(notes.status, ['queued', 'working'])))
      .returning({ courseId: notes.courseId });
    if (row) await publish(tx, { kind: 'note', courseId: row.courseId, noteId });
  });
}
