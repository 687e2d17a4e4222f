import type { ModelCall } from '@studywright/ai';
import { AppError, type PageKind, type PictureReader, type SourceDocument } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';
import { Rest, waiting } from '../../platform/claims.ts';
import { toAppError } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import { isFinal, type JobRun } from '../../platform/jobs.ts';
import { modelCall } from '../../platform/model-calls.ts';
import { createShare, type JobSize, type Share } from '../../platform/share.ts';
import { readSource, sizeOf, type ReadProgress } from '../reading/read.ts';
import { rest } from '../reading/work.ts';
import { applyRevision } from './apply.ts';
import { figuresAnew } from './figures.ts';

const { documentRevisions, documents } = tables;

export interface Revision {
  id: string;
  documentId: string;
  number: number;
  uploaderId: string | null;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  storageKey: string;
  pictureReader: PictureReader;
  pageKind: PageKind;
  language: string | null;
  /** Of the document. */
  courseId: string;
  title: string;
}

interface Work {
  deps: Deps;
  signal: AbortSignal;
  revision: Revision;
  /** Its turn among the revisions that wait. */
  share: Share;
  size: JobSize;
  /** When the page was last told, epoch milliseconds. */
  lastTold: number;
  percent: number;
}

/** Nobody wants it any more: it was discarded, or a newer one took its place. */
class Unwanted extends Error {}

/**
 * Reads a later version of a document beside the one that stands, finds its topics, and puts it in its place in one
 * transaction. Until that one commits, nothing that a student sees has changed, however often it begins again. It gives way to
 * others as the reading of a document does, and goes on with the pages that it has stored.
 */
export async function reviseDocument(revisionId: string, run: JobRun): Promise<void> {
  const { deps } = run;
  const revision = await wanted(deps.db, revisionId);
  if (!revision) return;
  const stopping = new AbortController();
  const work: Work = { deps, signal: AbortSignal.any([run.signal, stopping.signal]), revision, share: createShare(run.line, deps.now), size: 'unknown', lastTold: 0, percent: 0 };
  const timer = setInterval(() => void look(work, stopping), lookEveryMs);
  try {
    deps.model.prepare?.();
    const source = await read(work, stopping);
    work.size = sizeOf(source.pages.length);
    await rest(work);
    await tell(work, deps.db, 75, 'Finding the topics');
    const outline = await deps.model.outline(source, callOf(work));
    await tell(work, deps.db, 90, 'Comparing it with the version before');
    await applyRevision(deps, revision, source, outline, await figuresAnew({ deps, signal: work.signal }, revision, source));
  } catch (thrown) {
    await stop(work, thrown, run);
  } finally {
    clearInterval(timer);
  }
}

/** How often it is asked in the middle of a part whether the place is wanted, in milliseconds. */
const lookEveryMs = 400;

async function look({ deps, revision, share, size }: Work, stopping: AbortController): Promise<void> {
  try {
    if (await share.makesRoom(size)) stopping.abort(new Rest());
  } catch (error) {
    deps.log.warn({ revisionId: revision.id, err: error }, 'could not look who waits behind a revision');
  }
}

async function stop(work: Work, thrown: unknown, run: JobRun): Promise<void> {
  if (run.signal.aborted) throw thrown;
  const why: unknown = work.signal.aborted ? work.signal.reason : thrown;
  if (why instanceof Unwanted) return;
  if (why instanceof Rest) await makeRoom(work);
  else await giveUp(work, why, run);
}

/** Waits behind those whose turn it is now. */
async function makeRoom({ deps, revision, share }: Work): Promise<void> {
  const { id, documentId, courseId } = revision;
  await deps.db.transaction(async (tx) => {
    const [row] = await tx.update(documentRevisions).set({ activity: waiting.resting }).where(eq(documentRevisions.id, id)).returning({ id: documentRevisions.id });
    if (!row) return;
    await share.standBehind(tx);
    await publish(tx, { kind: 'document', courseId, documentId });
  });
}

async function wanted(db: Queryable, id: string): Promise<Revision | null> {
  const [row] = await db
    .select({ ...columnsOf, courseId: documents.courseId, title: documents.title })
    .from(documentRevisions)
    .innerJoin(documents, eq(documents.id, documentRevisions.documentId))
    .where(and(eq(documentRevisions.id, id), isNull(documentRevisions.error)));
  return row ?? null;
}

const columnsOf = {
  id: documentRevisions.id,
  documentId: documentRevisions.documentId,
  number: documentRevisions.number,
  uploaderId: documentRevisions.uploaderId,
  fileName: documentRevisions.fileName,
  mediaType: documentRevisions.mediaType,
  bytes: documentRevisions.bytes,
  sha256: documentRevisions.sha256,
  storageKey: documentRevisions.storageKey,
  pictureReader: documentRevisions.pictureReader,
  pageKind: documentRevisions.pageKind,
  language: documentRevisions.language,
};

/** Percent of the whole that reading takes; of a scan nearly all of that is its pictures. */
const readingTo = 70;

function read(work: Work, stopping: AbortController): Promise<SourceDocument> {
  const { deps, signal, revision } = work;
  const onProgress = async ({ step, done, total, pictures, activity }: ReadProgress) => {
    // Before the file is open, nothing is known of it.
    if (step === 'ocr') work.size = 'long';
    else if (total > 1) work.size = sizeOf(total);
    const now = deps.now().getTime();
    if (now - work.lastTold < tellEveryMs) return;
    work.lastTold = now;
    const opened = pictures > 0 ? 10 : readingTo;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const percent = step === 'read' ? opened * share : 10 + (readingTo - 10) * share;
    await tell(work, deps.db, Math.floor(percent), activity).catch((error: unknown) => {
      // Its reader is a process of its own that hears of nothing else.
      if (error instanceof Unwanted) stopping.abort(error);
      throw error;
    });
  };
  return readSource(
    {
      deps,
      signal,
      call: callOf(work),
      onProgress,
      async hold(tx) {
        const [held] = await tx.select({ id: documentRevisions.id }).from(documentRevisions).where(eq(documentRevisions.id, revision.id)).for('update');
        if (!held) throw new Unwanted('This revision was taken away.');
      },
      async onFacts(tx, { pages: pageCount, mediaType, pageKind, language }) {
        await tx.update(documentRevisions).set({ pageCount, mediaType, pageKind, language }).where(eq(documentRevisions.id, revision.id));
      },
      rest: () => rest(work),
    },
    { ...revision, revision: revision.number },
  );
}

const tellEveryMs = 250;

/** @throws Unwanted once the revision is gone */
async function tell(work: Work, db: Queryable, percent: number, activity: string): Promise<void> {
  work.percent = Math.max(work.percent, percent);
  const { id, documentId, courseId } = work.revision;
  const [row] = await db.update(documentRevisions).set({ percent: work.percent, activity }).where(eq(documentRevisions.id, id)).returning({ id: documentRevisions.id });
  if (!row) throw new Unwanted('This revision was taken away.');
  await publish(db, { kind: 'document', courseId, documentId });
}

/** As for documents: what the file has is final and said at once, what may pass is tried again by the queue first. */
async function giveUp({ deps, revision }: Work, thrown: unknown, { attempt }: JobRun): Promise<void> {
  const error = toAppError(thrown);
  const final = isFinal(error, attempt);
  deps.log.warn({ documentId: revision.documentId, revisionId: revision.id, attempt, final, err: thrown }, 'revision failed');
  if (!final) throw thrown;
  await fail(deps, revision.id, error);
}

async function fail({ db }: Deps, revisionId: string, { code, detail }: AppError): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(documentRevisions)
      .set({ error: { code, detail }, activity: '' })
      .where(and(eq(documentRevisions.id, revisionId), isNull(documentRevisions.error)))
      .returning({ documentId: documentRevisions.documentId });
    if (!row) return;
    const [document] = await tx.select({ courseId: documents.courseId }).from(documents).where(eq(documents.id, row.documentId));
    if (document) await publish(tx, { kind: 'document', courseId: document.courseId, documentId: row.documentId });
  });
}

/** For a revision that ended each of its workers. */
export async function abandonRevision(revisionId: string, deps: Deps): Promise<void> {
  await fail(deps, revisionId, new AppError('INTERNAL', 'Reading the new version was interrupted again and again. Try again; if it stops once more, split the file.'));
}

function callOf({ deps, revision, signal }: Work): ModelCall {
  return modelCall(deps, { userId: revision.uploaderId, courseId: revision.courseId, documentId: revision.documentId, feature: 'revision', signal });
}
