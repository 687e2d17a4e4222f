import type { StudyModel } from '@studywright/ai';
import type { Budgets, SiteRole } from '@studywright/core';
import type { Database, Queryable } from '@studywright/db';
import type { DocumentReader } from '@studywright/ingest';
import type { Events } from './events.ts';
import type { FileStore } from './files.ts';
import type { ExternalUploads } from './files/external.ts';
import type { Rules } from './files/settings.ts';
import type { JobQueue } from './jobs.ts';
import type { Log } from './log.ts';
import type { Tokens } from './tokens.ts';

/** Who asks. A job asks as `system`, in the name of the student whose work it does. */
export interface Actor {
  userId: string;
  role: SiteRole;
  via: 'session' | 'token' | 'api-key' | 'system';
  /** The session that the request came with, so that signing out ends it. */
  sessionId: string | null;
}

/** Everything a verb may reach, made once by a composition root. A test hands in its own. */
export interface Deps {
  db: Database;
  now(): Date;
  /** UUIDv7: in time order. */
  newId(): string;
  model: StudyModel;
  reader: DocumentReader;
  files: FileStore;
  /** Where browsers send files instead of to the API server; null: nowhere else. */
  external: ExternalUploads | null;
  rules: Rules;
  /** What a model may cost. */
  budgets: Budgets;
  jobs: JobQueue;
  events: Events;
  tokens: Tokens;
  log: Log;
}

export interface Ctx extends Deps {
  actor: Actor | null;
  requestId: string;
  /** Of the peer, for limits on those who have not signed in; null where it can't be known. */
  ip: string | null;
}

export interface SignedInCtx extends Ctx {
  actor: Actor;
}

/** Inside a transaction: the same context on the transaction's connection. */
export type Within<C extends Ctx> = Omit<C, 'db'> & { db: Queryable };

/** What a query or a rule of a verb needs of either. */
export type Reading = Within<SignedInCtx>;

export function transact<C extends Ctx, T>(ctx: C, run: (ctx: Within<C>) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => run({ ...ctx, db: tx }));
}
