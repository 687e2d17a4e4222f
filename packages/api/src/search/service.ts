import type { FindView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, desc, eq, ilike } from 'drizzle-orm';
import { findCards } from '../flashcard/queries.ts';
import type { Reading } from '../platform/context.ts';

const { courseMembers, courses, documents } = tables;

const ofEach = 6;

export async function find(ctx: Reading, words: string): Promise<FindView> {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const member = and(eq(courseMembers.courseId, courses.id), eq(courseMembers.userId, ctx.actor.userId));
  const [foundCourses, foundDocuments, cards, names] = await Promise.all([
    ctx.db.select({ id: courses.id, name: courses.name }).from(courses).innerJoin(courseMembers, member).where(ilike(courses.name, pattern)).orderBy(desc(courses.createdAt)).limit(ofEach),
    ctx.db
      .select({ id: documents.id, courseId: documents.courseId, title: documents.title, courseName: courses.name })
      .from(documents)
      .innerJoin(courses, eq(courses.id, documents.courseId))
      .innerJoin(courseMembers, member)
      .where(ilike(documents.title, pattern))
      .orderBy(desc(documents.createdAt))
      .limit(ofEach),
    findCards(ctx, words, ofEach),
    ctx.db.select({ id: courses.id, name: courses.name }).from(courses).innerJoin(courseMembers, member),
  ]);
  const nameOf = new Map(names.map((course) => [course.id, course.name]));
  return { courses: foundCourses, documents: foundDocuments, cards: cards.map(({ id, courseId, front }) => ({ id, courseId, front, courseName: nameOf.get(courseId) ?? '' })) };
}
