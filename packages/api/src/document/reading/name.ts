import { courseNameOfFile, limits, saysNothing, titleOfFile } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { saidTitle } from '@studywright/ingest';
import { and, eq } from 'drizzle-orm';

const { courses, documents } = tables;

/**
 * Cameras, scanners and downloads name files so that nobody can tell what they are about. What is in such a file names it,
 * and the course that was made for it, where the student has not given them names of their own meanwhile.
 * @returns the document's title; null where it stays as it is
 */
export async function nameByContent(tx: Transaction, { id, courseId, fileName }: { id: string; courseId: string; fileName: string }, found: string): Promise<string | null> {
  const title = saysNothing(fileName) ? saidTitle(found, fileName) : undefined;
  if (title === undefined) return null;
  const named = await tx.update(documents).set({ title }).where(and(eq(documents.id, id), eq(documents.title, titleOfFile(fileName)))).returning({ id: documents.id });
  await tx.update(courses).set({ name: title.slice(0, limits.course.nameChars).trim().toWellFormed() }).where(and(eq(courses.id, courseId), eq(courses.name, courseNameOfFile(fileName))));
  return named.length > 0 ? title : null;
}
