import { tables, type Queryable } from '@studywright/db';
import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { ofShownTopic, standing } from '../platform/standing.ts';

const { cardSchedules, courseMembers, courses, flashcards } = tables;

/** Puts the cards that `which` names among the new ones of each member of their course; done again, it changes nothing. */
export async function scheduleForMembers(db: Queryable, which: SQL | undefined): Promise<void> {
  // The table's other columns take their defaults, which the query builder's insert from a select cannot say.
  await db.execute(sql`
    insert into ${cardSchedules} (user_id, card_id, course_id, sibling_id, active)
    ${db
      .select({ userId: courseMembers.userId, cardId: flashcards.id, courseId: flashcards.courseId, siblingId: flashcards.siblingId, active: sql`${courses.archivedAt} is null and ${ofShownTopic(flashcards)} and ${standing(flashcards)}` })
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
    .where(and(eq(flashcards.id, cardSchedules.cardId), standing(flashcards), ofShownTopic(flashcards), isNull(courses.archivedAt)));
  await db
    .update(cardSchedules)
    .set({ active: sql`${cardSchedules.suspendedAt} is null and exists ${asked}` })
    .where(which);
}

/** The same for the cards that `which` names. */
export async function refreshCards(db: Queryable, which: SQL | undefined): Promise<void> {
  await refreshActive(db, inArray(cardSchedules.cardId, db.select({ id: flashcards.id }).from(flashcards).where(which)));
}
