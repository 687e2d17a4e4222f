import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** An instant, to the millisecond, the most that a JavaScript date holds: what was written compares equal to what is read. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

export const createdAt = () => instant().notNull().defaultNow();

export const primaryId = () => uuid().primaryKey();

/** Kept out of every select: it is for matching, not for reading. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
