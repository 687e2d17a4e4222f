import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as tables from './tables/index.ts';

export type Database = PostgresJsDatabase<typeof tables>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** A verb takes either; which of them says whether it is already inside a transaction. */
export type Queryable = Database | Transaction;

export interface DatabaseHandle {
  db: Database;
  /** The driver itself, for LISTEN and for what no query builder says. */
  sql: postgres.Sql;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
}

export function openDatabase(url: string, { max = 10, name = 'studywright' }: DatabaseOptions = {}): DatabaseHandle {
  const sql = postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    // Seconds before a lost connection is made anew: a server that comes back is found at once, not after the usual twenty.
    backoff: (tries: number) => Math.min(1, 0.05 * 2 ** tries),
    onnotice: () => {},
    connection: { application_name: name },
  });
  const db = drizzle(withUnsafe(sql, preparing), { schema: tables, casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}

export type Unsafe = postgres.Sql['unsafe'];

/** The same client with another `unsafe`, which is all that Drizzle sends through, inside transactions too. `onBegin` is told of each of these. */
export function withUnsafe<T extends postgres.Sql | postgres.TransactionSql>(client: T, change: (unsafe: Unsafe) => Unsafe, onBegin: () => void = () => {}): T {
  const changed = change((query, parameters, options) => client.unsafe(query, parameters, options));
  return new Proxy(client, {
    get(target, property) {
      if (property === 'unsafe') return changed;
      const found: unknown = Reflect.get(target, property, target);
      if ((property !== 'begin' && property !== 'savepoint') || typeof found !== 'function') return found;
      const inside = (arg: unknown) => (typeof arg === 'function' ? (inner: postgres.TransactionSql): unknown => Reflect.apply(arg, undefined, [withUnsafe(inner, change, onBegin)]) : arg);
      return (...args: unknown[]): unknown => {
        onBegin();
        return Reflect.apply(found, target, args.map(inside));
      };
    },
  });
}

/**
 * Drizzle 0.45 sends everything through `unsafe`, which postgres.js does not prepare unless it is told to
 * (drizzle-team/drizzle-orm#5502). Preparing saves the planner's work on each hot query.
 */
function preparing(unsafe: Unsafe): Unsafe {
  return (query, parameters, options) => unsafe(query, parameters, { ...options, prepare: true });
}
