/**
 * Two cards that ask for one fact in two directions are siblings: of those that could come up on a day one does, and when it
 * was studied the others wait until the next day (`buried_until`).
 */
import { tables } from '@studywright/db';
import { sql, type SQL } from 'drizzle-orm';

const { cardSchedules } = tables;

/** What a schedule counts as, and which of several siblings comes: the lowest, of two alike the older card. Null: not now. */
const rankOf = (table: SQL, now: SQL) =>
  sql`case when ${table}.state in ('learning', 'relearning') then (case when ${table}.due <= ${now} then 0 else 1 end) when ${table}.state = 'review' and ${table}.due <= ${now} then 2 when ${table}.state = 'new' then 3 end`;

const awake = (table: SQL, now: SQL) => sql`(${table}.buried_until is null or ${table}.buried_until <= ${now})`;

/**
 * Of an active schedule, to pick a few cards: neither does it wait as its sibling was studied, nor is there a sibling that comes
 * before it. Most cards have none, and cost no look.
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

/** Of a row of `heldBack`. */
export const held = { due: sql`coalesce(max(held.due), 0)`, learning: sql`coalesce(max(held.learning), 0)`, review: sql`coalesce(max(held.review), 0)`, fresh: sql`coalesce(max(held.fresh), 0)` };

/**
 * The same for counting: how many of a student's schedules would count as due, learning, … and do not come up. Only those that have
 * siblings are read, so that it costs next to nothing beside counting all. As a table `held`, to be joined on its `key`.
 * @param key of the schedule `s`, by which they are added up
 */
export function heldBack(userId: SQL, now: SQL, key: SQL, which: SQL = sql`true`): SQL {
  const s = sql.raw('s');
  return sql`(
    select ${key} as key, count(*) filter (where s.rank in (0, 2))::int as due, count(*) filter (where s.rank < 2)::int as learning, count(*) filter (where s.rank = 2)::int as review, count(*) filter (where s.rank = 3)::int as fresh
    from (
      select s.card_id, s.course_id, ${awake(s, now)} as awake, ${rankOf(s, now)} as rank, row_number() over (partition by s.sibling_id order by ${awake(s, now)} desc, ${rankOf(s, now)}, s.card_id) as place
      from ${cardSchedules} s where s.user_id = ${userId} and s.sibling_id is not null and s.active and (s.state <> 'review' or s.due <= ${now})
    ) s
    where (not s.awake or s.place > 1) and ${which}
    group by 1
  ) held`;
}
