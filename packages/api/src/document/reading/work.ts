import { percentOf, secondsLeft, type DocumentStep, type PageKind, type PictureReader } from '@studywright/core';
import { tables, type Queryable, type Transaction } from '@studywright/db';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { LetGo, Rest } from '../../platform/claims.ts';
import type { Deps } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import type { JobRun } from '../../platform/jobs.ts';
import { createShare, type JobSize, type Share } from '../../platform/share.ts';

const { documents } = tables;

/** A document as the worker that is at it knows it. */
export interface Claimed {
  id: string;
  courseId: string;
  uploaderId: string | null;
  title: string;
  fileName: string;
  storageKey: string;
  mediaType: string;
  pageKind: PageKind;
  revision: number;
  pictureReader: PictureReader;
  language: string | null;
  keyTerms: string[];
  engine: string | null;
  makeAtOnce: boolean;
  /** Of this claim: with another one in the row, another worker has taken over. */
  startedAt: Date | null;
}

export interface Work {
  deps: Deps;
  /** Aborted when the worker is stopped, when the document is no longer ours to work on, and to make room for others. */
  signal: AbortSignal;
  document: Claimed;
  /** Its turn among the documents that wait. */
  share: Share;
  size: JobSize;
  /** Share of its pages that are pictures, 0 to 1; 0 until it is known. */
  pictures: number;
  /** Start of the current step, for the estimate. */
  begun: Date;
  /** When the page was last told, epoch milliseconds. */
  lastTold: number;
  stopWatching(): void;
}

/** How soon a cancelled document is noticed. */
const lookEveryMs = 400;

const claimed = {
  id: documents.id,
  courseId: documents.courseId,
  uploaderId: documents.uploaderId,
  title: documents.title,
  fileName: documents.fileName,
  storageKey: documents.storageKey,
  mediaType: documents.mediaType,
  pageKind: documents.pageKind,
  revision: documents.revision,
  pictureReader: documents.pictureReader,
  language: documents.language,
  keyTerms: documents.keyTerms,
  engine: documents.engine,
  makeAtOnce: documents.makeAtOnce,
  startedAt: documents.startedAt,
};

/** Takes a document that waits, or that another worker was at: that one notices. Null where there is nothing to do for it. */
export async function beginWork(id: string, { deps, signal, line }: JobRun): Promise<Work | null> {
  const [document] = await deps.db
    .update(documents)
    .set({ status: 'working', startedAt: deps.now(), error: null })
    .where(and(eq(documents.id, id), inArray(documents.status, ['queued', 'working'])))
    .returning(claimed);
  if (!document) return null;
  const share = createShare(line, deps.now);
  const stopping = new AbortController();
  const work: Work = { deps, signal: AbortSignal.any([signal, stopping.signal]), document, share, size: 'unknown', pictures: 0, begun: deps.now(), lastTold: 0, stopWatching: () => {} };
  const timer = setInterval(() => void look(work, stopping), lookEveryMs);
  work.stopWatching = () => clearInterval(timer);
  return work;
}

async function look(work: Work, stopping: AbortController): Promise<void> {
  try {
    if (!(await isOurs(work, work.deps.db, false))) stopping.abort(new LetGo());
    else if (await work.share.makesRoom(work.size)) stopping.abort(new Rest());
  } catch (error) {
    // What it could not find out now, it asks again in a moment; a database that is gone ends the work by itself.
    work.deps.log.warn({ documentId: work.document.id, err: error }, 'could not look after a document');
  }
}

async function isOurs({ document }: Work, db: Queryable, locked: boolean): Promise<boolean> {
  const query = db.select({ status: documents.status, startedAt: documents.startedAt }).from(documents).where(eq(documents.id, document.id));
  const [row] = await (locked ? query.for('update') : query);
  return row !== undefined && row.status === 'working' && row.startedAt?.getTime() === document.startedAt?.getTime();
}

/** First in each transaction that stores something. @throws LetGo where the document is no longer ours to work on */
export async function hold(work: Work, tx: Transaction): Promise<void> {
  if (!(await isOurs(work, tx, true))) throw new LetGo();
}

/** Between two parts of the work. @throws Rest when it is the turn of others; the signal's reason */
export async function rest({ signal, share }: Pick<Work, 'signal' | 'share'>): Promise<void> {
  signal.throwIfAborted();
  if (await share.isOver()) throw new Rest();
}

export interface Progress {
  step: DocumentStep;
  done: number;
  total: number;
  /** Parts that were done before this worker began with the step. */
  before?: number;
  activity: string;
}

const tellEveryMs = 250;

/** Writes where the work stands. */
export async function tell({ deps, document, begun, pictures }: Work, db: Queryable, { step, done, total, before = 0, activity }: Progress): Promise<void> {
  const elapsedMs = deps.now().getTime() - begun.getTime();
  await db
    .update(documents)
    .set({
      step,
      // What an earlier try did is still done.
      percent: sql`greatest(${documents.percent}, ${percentOf(step, done, total, pictures)})`,
      activity,
      secondsLeft: secondsLeft({ step, done, total, before, elapsedMs, pictures }),
    })
    .where(eq(documents.id, document.id));
  await publish(db, { kind: 'document', courseId: document.courseId, documentId: document.id });
}

/** Between two steps' ends not more often than a person could read. */
export async function tellSometimes(work: Work, progress: Progress): Promise<void> {
  const now = work.deps.now().getTime();
  if (now - work.lastTold < tellEveryMs) return;
  work.lastTold = now;
  await work.deps.db.transaction(async (tx) => {
    if (await isOurs(work, tx, true)) await tell(work, tx, progress);
  });
}
