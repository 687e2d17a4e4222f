import { tables, type Queryable } from '@studywright/db';
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { standing } from '../platform/standing.ts';

const { cardSchedules, courseMembers, courses, flashcards, topics } = tables;

const shown = sql`not exists (select 1 from ${topics} where ${topics.id} = ${flashcards.topicId} and ${topics.hiddenAt} is not null)`;

/** Puts the cards that `which` names among the new ones of each member of their course; done again, it changes nothing. */
export async function scheduleForMembers(db: Queryable, which: SQL | undefined): Promise<void> {
  // The table's other columns take their defaults, which the query builder's insert from a select cannot say.
  await db.execute(sql`
    insert into ${cardSchedules} (user_id, card_id, course_id, active)
    ${db
      .select({ userId: courseMembers.userId, cardId: flashcards.id, courseId: flashcards.courseId, active: sql`${courses.archivedAt} is null and ${shown} and ${standing(flashcards)}` })
      .from(flashcards)
      .innerJoin(courses, eq(courses.id, flashcards.courseId))
      .innerJoin(courseMembers, eq(courseMembers.courseId, flashcards.courseId))
      .where(and(which))}
    on conflict do nothing`);
}

/** Sets anew whether cards may come up, once one of the things that decide it has changed. @param which of the schedules */
export async function refreshActive(db: Queryable, which: SQL | undefined): Promise<void> {
  const asked = db
    .select({ one: sql`1` })
    .from(flashcards)
    .innerJoin(courses, eq(courses.id, flashcards.courseId))
    .where(and(eq(flashcards.id, cardSchedules.cardId), standing(flashcards), shown, isNull(courses.archivedAt)));
  await db
    .update(cardSchedules)
    .set({ active: sql`${cardSchedules.suspendedAt} is null and exists ${asked}` })
    .where(which);
}
