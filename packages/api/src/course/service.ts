import { AppError, limits, notFound, type createCourseInput, type CourseView, type listCoursesInput, type updateCourseInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { z } from 'zod';
import { removeFilesOf, removeUploads } from '../document/upload/files.ts';
import { listDocuments } from '../document/queries.ts';
import { refreshActive } from '../flashcard/schedules.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { courseRoleOf } from '../platform/procedures.ts';
import { standing } from '../platform/standing.ts';
import { listOwnCourses, listTopics, ownCourse } from './queries.ts';

const { attempts, cardSchedules, courseMembers, courses, documents, flashcards, questions, reviews, users } = tables;

export async function getCourse(ctx: Reading, id: string): Promise<CourseView> {
  const course = await ownCourse(ctx, id);
  if (!course) throw notFound('course');
  return course;
}

/** What the course page shows at once: one request instead of three. */
export async function openCourse(ctx: Reading, id: string) {
  const found = await ownCourse(ctx, id, () => Promise.all([listTopics(ctx, id, { limit: 100 }), listDocuments(ctx, id, { limit: 50 })]));
  if (!found) throw notFound('course');
  const [topics, documents] = found.within;
  return { course: found.course, topics, documents };
}

export function listCourses(ctx: Reading, input: z.output<typeof listCoursesInput>) {
  return listOwnCourses(ctx, input);
}

/** The same request twice makes one course. */
export async function createCourse(ctx: SignedInCtx, { id, name, examDate }: z.output<typeof createCourseInput>): Promise<CourseView> {
  return transact(ctx, async (tx) => {
    // Locked, so that two at once cannot both be the last that the limit lets in.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, ctx.actor.userId)).for('update');
    const others = await tx.db.$count(courses, and(eq(courses.ownerId, ctx.actor.userId), ne(courses.id, id)));
    if (others >= limits.course.maxPerStudent) throw new AppError('CONFLICT', `You have ${limits.course.maxPerStudent} courses. Delete one that you no longer need first.`);
    const made = await tx.db.insert(courses).values({ id, ownerId: ctx.actor.userId, name, examDate, createdAt: tx.now() }).onConflictDoNothing().returning({ id: courses.id });
    if (made.length > 0) await tx.db.insert(courseMembers).values({ courseId: id, userId: ctx.actor.userId, role: 'owner', joinedAt: tx.now() });
    // An id that is taken by somebody else's course is simply not there.
    return getCourse(tx, id);
  });
}

export async function updateCourse(ctx: SignedInCtx, { id, name, examDate, archived }: z.output<typeof updateCourseInput>): Promise<CourseView> {
  return transact(ctx, async (tx) => {
    await courseRoleOf(tx, id, 'owner');
    const change = { ...(name !== undefined && { name }), ...(examDate !== undefined && { examDate }), ...(archived !== undefined && { archivedAt: archived ? tx.now() : null }) };
    if (Object.keys(change).length > 0) await tx.db.update(courses).set(change).where(eq(courses.id, id));
    if (archived !== undefined) {
      // An archived course asks nothing; taken out again, its cards are as they were.
      await refreshActive(tx.db, eq(cardSchedules.courseId, id));
    }
    return getCourse(tx, id);
  });
}

export async function courseDeletionPreview(ctx: Reading, id: string) {
  await courseRoleOf(ctx, id, 'owner');
  const [held, cards, asked, rated, taken, members] = await Promise.all([
    ctx.db.$count(documents, eq(documents.courseId, id)),
    ctx.db.$count(flashcards, and(eq(flashcards.courseId, id), standing(flashcards))),
    ctx.db.$count(questions, and(eq(questions.courseId, id), standing(questions))),
    ctx.db.$count(reviews, and(eq(reviews.courseId, id), isNull(reviews.undoneAt))),
    ctx.db.$count(attempts, eq(attempts.courseId, id)),
    ctx.db.$count(courseMembers, eq(courseMembers.courseId, id)),
  ]);
  return { documents: held, cards, questions: asked, reviews: rated, attempts: taken, members };
}

/** For good, with its documents, cards, questions and files. @throws AppError NOT_FOUND also where it is gone already */
export async function deleteCourse(ctx: SignedInCtx, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await courseRoleOf(tx, id, 'owner');
    await removeFilesOf(tx, eq(documents.courseId, id));
    await removeUploads(tx, eq(tables.uploads.courseId, id));
    await tx.db.delete(courses).where(and(eq(courses.id, id), eq(courses.ownerId, ctx.actor.userId)));
  });
}
