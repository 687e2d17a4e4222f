import { tables, type Queryable } from '@studywright/db';
import { and, eq, sql, type SQL } from 'drizzle-orm';

const { cardSchedules, courseMembers, courses, flashcards } = tables;

/** Puts the cards that `which` names among the new ones of each member of their course; done again, it changes nothing. */
export async function scheduleForMembers(db: Queryable, which: SQL | undefined): Promise<void> {
  // The table's other columns take their defaults, which the query builder's insert from a select cannot say.
  await db.execute(sql`
    insert into ${cardSchedules} (user_id, card_id, course_id, active)
    ${db
      .select({ userId: courseMembers.userId, cardId: flashcards.id, courseId: flashcards.courseId, active: sql`${courses.archivedAt} is null and ${flashcards.deletedAt} is null` })
      .from(flashcards)
      .innerJoin(courses, eq(courses.id, flashcards.courseId))
      .innerJoin(courseMembers, eq(courseMembers.courseId, flashcards.courseId))
      .where(and(which))}
    on conflict do nothing`);
}
