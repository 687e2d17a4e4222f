/**
 * Two cards that ask for one fact in two directions are siblings: of those that could come up on a day one does, and when it
 * was studied the others wait until the next day (`buried_until`).
 */
import { tables } from '@studywright/db';
import { sql, type SQL } from 'drizzle-orm';

const { cardSchedules } = tables;

/** Which of several comes: the one that is being learned, else the one that is due, else a new one; of two alike the older card. */
const rankOf = (table: SQL, now: SQL) => sql`case when ${table}.state in ('learning', 'relearning') then 0 when ${table}.state = 'review' and ${table}.due <= ${now} then 1 when ${table}.state = 'new' then 2 end`;

const awake = (table: SQL, now: SQL) => sql`(${table}.buried_until is null or ${table}.buried_until <= ${now})`;

/**
 * Of an active schedule: neither does it wait as its sibling was studied, nor is there a sibling that comes before it. Most cards have
 * none, and cost no look.
 * @param now a timestamptz
 */
export function comesUp(now: SQL): SQL {
  // By their full names: drizzle leaves the table out where there is but one.
  const [own, other] = [sql`${cardSchedules}`, sql.raw('other')];
  return sql`(${awake(own, now)} and (${own}.sibling_id is null or not exists (
    select 1 from ${cardSchedules} as ${other}
    where ${other}.user_id = ${own}.user_id and ${other}.sibling_id = ${own}.sibling_id and ${other}.card_id <> ${own}.card_id and ${other}.active and ${awake(other, now)}
      and (${rankOf(other, now)}, ${other}.card_id) < (${rankOf(own, now)}, ${own}.card_id))))`;
}
