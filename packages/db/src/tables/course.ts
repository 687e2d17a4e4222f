import { date, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { courseRoleEnum, users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';

export const courses = pgTable(
  'courses',
  {
    id: primaryId(),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    examDate: date({ mode: 'string' }),
    archivedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('courses_owner').on(table.ownerId)],
);

/** Who may do what in a course. The owner has a row, too, so that one join answers it. */
export const courseMembers = pgTable(
  'course_members',
  {
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: courseRoleEnum().notNull(),
    joinedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.courseId] }), index('course_members_course').on(table.courseId)],
);
