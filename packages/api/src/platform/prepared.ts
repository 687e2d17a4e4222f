import type { Queryable } from '@studywright/db';

/**
 * A query that is asked often: its SQL is put together once for each database instead of once for each request, which
 * costs more than most of them take. Inside a transaction it is put together for that transaction.
 *
 * What fills a placeholder goes to the driver as it is: an instant as its ISO text, with a cast in the SQL.
 */
export function prepared<Query>(prepare: (db: Queryable) => Query): (db: Queryable) => Query {
  const known = new WeakMap<Queryable, Query>();
  return (db) => {
    let query = known.get(db);
    if (query === undefined) {
      query = prepare(db);
      known.set(db, query);
    }
    return query;
  };
}
