import { boolean, doublePrecision, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { courseRoles, defaultStudySettings, siteRoles } from '@studywright/core';
import { createdAt, instant, primaryId } from './columns.ts';

export const siteRoleEnum = pgEnum('site_role', siteRoles);
export const courseRoleEnum = pgEnum('course_role', courseRoles);
export const sessionKindEnum = pgEnum('session_kind', ['browser', 'token']);

export const users = pgTable(
  'users',
  {
    id: primaryId(),
    /** Lower case. */
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id, PHC string format. */
    passwordHash: text().notNull(),
    role: siteRoleEnum().notNull().default('student'),
    timeZone: text().notNull().default(defaultStudySettings.timeZone),
    dayStartHour: integer().notNull().default(defaultStudySettings.dayStartHour),
    newCardsPerDay: integer().notNull().default(defaultStudySettings.newCardsPerDay),
    desiredRetention: doublePrecision().notNull().default(defaultStudySettings.desiredRetention),
    /** ISO 3166-1 alpha-2, for examples that are close to the student. */
    place: text(),
    singleKeys: boolean().notNull().default(defaultStudySettings.singleKeys),
    makeAtOnce: boolean().notNull().default(defaultStudySettings.makeAtOnce),
    lookAtDrafts: boolean().notNull().default(defaultStudySettings.lookAtDrafts),
    /** Decides how much may be stored. */
    plan: text().notNull().default('free'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('users_email').on(table.email)],
);

/** A browser that is signed in, or a program's family of refresh tokens. Ending it ends all that came from it. */
export const sessions = pgTable(
  'sessions',
  {
    id: primaryId(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: sessionKindEnum().notNull(),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    /** SHA-256 of the token, hexadecimal. */
    hash: text().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    /** Set when it was exchanged; a second exchange is a theft. */
    usedAt: instant(),
  },
  (table) => [index('refresh_tokens_session').on(table.sessionId)],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: primaryId(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    prefix: text().notNull(),
    /** SHA-256 of the key, hexadecimal. */
    hash: text().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant(),
  },
  (table) => [uniqueIndex('api_keys_hash').on(table.hash), index('api_keys_user').on(table.userId)],
);

/** Counts of what is to be slowed down, by what was tried: `sign-in:<address>`, `sign-up:<ip>`. */
export const throttles = pgTable('throttles', {
  key: text().primaryKey(),
  count: integer().notNull(),
  lastAt: instant().notNull(),
});
