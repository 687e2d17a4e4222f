import { AppError, citesOnly, limits, markdownWords, noteSize, notFound, noteToMarkdown, type NoteContent, type NoteKind, type NoteSource, type NoteView, type createNoteInput, type decideNoteInput, type noteMarkdown, type placeNodesInput, type updateNoteInput } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type SignedInCtx, type Within } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { courseRoleOf } from '../platform/procedures.ts';
import { composeNoteJob } from './jobs.ts';
import { ownNote, ownNoteToChange } from './queries.ts';

const { courses, documents, notes, topics } = tables;

/**
 * The row and the job that fills it, in one transaction; the same request twice makes one.
 * @throws AppError CONFLICT where no document is ready, OVER_QUOTA where the course has too many notes
 */
export function createNote(ctx: SignedInCtx, input: z.output<typeof createNoteInput>): Promise<NoteView> {
  return transact(ctx, async (tx) => {
    const { id, courseId, kind, length, language } = input;
    await courseRoleOf(tx, courseId, 'teacher');
    const scope = await scopeOf(tx, input);
    const [held] = await tx.db.select({ n: count() }).from(notes).where(eq(notes.courseId, courseId));
    if ((held?.n ?? 0) >= limits.note.perCourse) throw new AppError('OVER_QUOTA', `A course holds ${limits.note.perCourse} notes. Delete some of them first.`);
    const now = tx.now();
    const made = await tx.db
      .insert(notes)
      .values({ id, courseId, authorId: tx.actor.userId, kind, length, language, ...scope, title: input.title ?? scope.title, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: notes.id })
      .returning({ id: notes.id });
    if (made.length > 0) await enqueue(tx, { id, courseId });
    return ownNote(tx, id);
  });
}

async function enqueue(tx: Within<SignedInCtx>, { id, courseId }: { id: string; courseId: string }): Promise<void> {
  await tx.jobs.enqueue(tx.db, composeNoteJob, { noteId: id });
  await changed(tx.db, { id, courseId });
}

function changed(db: Queryable, { id, courseId }: { id: string; courseId: string }): Promise<void> {
  return publish(db, { kind: 'note', courseId, noteId: id });
}

/** Documents and topics of the course, and what they are called together. */
async function scopeOf({ db }: Within<SignedInCtx>, { courseId, documentIds, topicIds }: z.output<typeof createNoteInput>) {
  const chosenTopics = topicIds.length === 0 ? [] : await db.select({ id: topics.id, title: topics.title, documentId: topics.documentId }).from(topics).where(and(eq(topics.courseId, courseId), inArray(topics.id, topicIds)));
  if (chosenTopics.length < new Set(topicIds).size) throw notFound('topic');
  // The same topic of another document may have become part of it.
  const joined = topicIds.length === 0 ? [] : await db.select({ documentId: topics.documentId }).from(topics).where(inArray(topics.mergedIntoId, topicIds));
  const wanted = new Set([...documentIds, ...[...chosenTopics, ...joined].flatMap((topic) => topic.documentId ?? [])]);
  const found = await db
    .select({ id: documents.id, title: documents.title, status: documents.status })
    .from(documents)
    .where(and(eq(documents.courseId, courseId), wanted.size === 0 ? undefined : inArray(documents.id, [...wanted])))
    .orderBy(documents.position, documents.id)
    .limit(limits.note.documents + 1);
  if (found.length < wanted.size) throw notFound('document');
  const ready = found.filter(({ status }) => status === 'ready');
  if (ready.length === 0) throw new AppError('CONFLICT', found.length === 0 ? 'This course has no document yet. Add one first.' : 'None of these documents is ready yet. Wait until it is read, or choose another one.');
  const chosen = wanted.size === 0 ? [] : found.filter(({ id }) => wanted.has(id));
  const [only] = chosen.length === 1 ? chosen : [];
  const [course] = await db.select({ name: courses.name }).from(courses).where(eq(courses.id, courseId));
  const names = chosenTopics.length > 0 ? chosenTopics : chosen;
  const title = names.length === 0 ? (course?.name ?? '') : names.map((one) => one.title).slice(0, 2).join(', ') + (names.length > 2 ? ` and ${names.length - 2} more` : '');
  return { documentId: only?.id ?? null, documentIds: chosen.map(({ id }) => id), topicIds: chosenTopics.map(({ id }) => id), title: title.slice(0, limits.note.titleChars) };
}

/** Makes it once more, also after a failure. One that a student edited stays as it is; the new version then waits for a decision. */
export function regenerateNote(ctx: SignedInCtx, id: string): Promise<NoteView> {
  return transact(ctx, async (tx) => {
    const note = await ownNoteToChange(tx, id);
    if (note.deletedAt) throw notFound('note');
    if (note.status === 'ready' || note.status === 'failed') {
      await tx.db.update(notes).set({ status: 'queued', percent: 0, activity: 'Waiting for its turn', error: null, next: null, updatedAt: tx.now() }).where(eq(notes.id, id));
      await enqueue(tx, note);
    }
    return ownNote(tx, id);
  });
}

/**
 * What the student writes stays, whatever is made anew later.
 * @throws AppError STALE where the content was changed meanwhile, BAD_INPUT where it is of another kind or cites what was not found
 */
export function updateNote(ctx: SignedInCtx, { id, title, content, version }: z.output<typeof updateNoteInput>): Promise<NoteView> {
  return transact(ctx, async (tx) => {
    const note = await ownNoteToChange(tx, id);
    if (note.deletedAt) throw notFound('note');
    if (content !== undefined) checkEdit(note, content, version);
    await tx.db
      .update(notes)
      .set({ ...(title !== undefined && { title }), ...(content !== undefined && { content, size: noteSize(content), edited: true, version: note.version + 1 }), updatedAt: tx.now() })
      .where(eq(notes.id, id));
    await changed(tx.db, note);
    return ownNote(tx, id);
  });
}

function checkEdit(note: { kind: NoteKind; content: NoteContent | null; version: number }, content: NoteContent, version: number | undefined): void {
  if (version !== note.version) throw new AppError('STALE', 'This note was changed in another window. Your text is still here: copy it, load the note again and put it in.');
  if (content.kind !== note.kind || !note.content) throw new AppError('BAD_INPUT', 'This is not what the note holds. Load it again.');
  if (!citesOnly([note.content], content)) throw new AppError('BAD_INPUT', 'A sentence cites words that were not found in a document. Remove its source, or load the note again.');
}

/** Where nodes of a concept map stand; the words of the note stay as they are. */
export function placeNodes(ctx: SignedInCtx, { id, positions }: z.output<typeof placeNodesInput>): Promise<void> {
  return transact(ctx, async (tx) => {
    const note = await ownNoteToChange(tx, id);
    const keys = note.content?.kind === 'conceptMap' ? new Set(note.content.nodes.map(({ key }) => key)) : new Set<string>();
    const known = Object.fromEntries(Object.entries(positions).filter(([key]) => keys.has(key)));
    await tx.db.update(notes).set({ positions: sql`${notes.positions} || ${JSON.stringify(known)}::jsonb` }).where(eq(notes.id, id));
  });
}

export function decideNote(ctx: SignedInCtx, { id, take }: z.output<typeof decideNoteInput>): Promise<NoteView> {
  return transact(ctx, async (tx) => {
    const { next, version, deletedAt, courseId } = await ownNoteToChange(tx, id);
    if (deletedAt) throw notFound('note');
    if (next) {
      await tx.db
        .update(notes)
        .set({ next: null, ...(take && { content: next, size: noteSize(next), edited: false, version: version + 1 }), updatedAt: tx.now() })
        .where(eq(notes.id, id));
      await changed(tx.db, { id, courseId });
    }
    return ownNote(tx, id);
  });
}

/** It can be brought back for a day. */
export function deleteNote(ctx: SignedInCtx, id: string): Promise<void> {
  return transact(ctx, async (tx) => {
    const note = await ownNoteToChange(tx, id);
    if (note.deletedAt) return;
    await tx.db.update(notes).set({ deletedAt: tx.now() }).where(eq(notes.id, id));
    await changed(tx.db, note);
  });
}

export function restoreNote(ctx: SignedInCtx, id: string): Promise<NoteView> {
  return transact(ctx, async (tx) => {
    const note = await ownNoteToChange(tx, id);
    await tx.db.update(notes).set({ deletedAt: null }).where(eq(notes.id, id));
    await changed(tx.db, note);
    return ownNote(tx, id);
  });
}

/** @throws AppError CONFLICT as long as it is not made */
export async function exportNote(ctx: SignedInCtx, id: string): Promise<z.infer<typeof noteMarkdown>> {
  const { title, content, documents: cited } = await ownNote(ctx, id);
  if (!content) throw new AppError('CONFLICT', 'There is nothing in this note yet. Wait until it is made.');
  const known = new Map(cited.map((document) => [document.id, document]));
  const nameOf = ({ documentId, page }: NoteSource) => {
    const document = known.get(documentId);
    return document ? `${document.title}, ${document.pageKind} ${page}` : `a document that was deleted, ${page}`;
  };
  const name = title.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').replace(/\s+/gu, ' ').trim().slice(0, 80);
  return { fileName: `${name || 'note'}.md`, text: noteToMarkdown({ title, content, nameOf, words: markdownWords }) };
}
