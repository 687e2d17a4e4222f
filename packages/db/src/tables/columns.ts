import { itemStatuses } from '@studywright/core';
import { customType, pgEnum, timestamp, uuid } from 'drizzle-orm/pg-core';

/** An instant, to the millisecond, the most that a JavaScript date holds: what was written compares equal to what is read. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

export const createdAt = () => instant().notNull().defaultNow();

export const primaryId = () => uuid().primaryKey();

export const itemStatusEnum = pgEnum('item_status', itemStatuses);

/** What became of a generated item, and when somebody decided it. */
export const decision = { status: itemStatusEnum().notNull().default('accepted'), decidedAt: instant() };

/** Kept out of every select: it is for matching, not for reading. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
