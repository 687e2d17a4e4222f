import type { ModelCall } from '@studywright/ai';
import type { DocumentStep, PictureReader, SourceDocument } from '@studywright/core';
import type { Transaction } from '@studywright/db';
import { assemble, saidTitle } from '@studywright/ingest';
import type { Deps } from '../../platform/context.ts';
import type { JobSize } from '../../platform/share.ts';
import { readPictures } from './read-pictures.ts';
import { storedSource, storePages, storePassages, type Facts, type Revision } from './stored.ts';

/** Of a text that is read and written about in a few seconds. */
const shortPages = 40;

export const sizeOf = (pages: number): JobSize => (pages > shortPages ? 'long' : 'short');

/** What is read: the file of a document, or of a later version of it that is read beside the one that stands. */
export interface ReadTarget extends Revision {
  title: string;
  /** As the student named it. */
  fileName: string;
  storageKey: string;
  /** Who reads its pages that are pictures. */
  pictureReader: PictureReader;
  /** As far as known from an earlier try. */
  mediaType: string;
  pageKind: SourceDocument['pageKind'];
  language: string | null;
}

export interface ReadProgress {
  step: Extract<DocumentStep, 'read' | 'ocr'>;
  done: number;
  total: number;
  /** Parts that an earlier try did. */
  before: number;
  /** Share of the pages that are read from pictures, 0 to 1. */
  pictures: number;
  /** As a student reads it. */
  activity: string;
}

/** Whose work the reading is, and what it says of itself meanwhile. */
export interface ReadWork {
  deps: Pick<Deps, 'db' | 'files' | 'log' | 'model' | 'reader'>;
  signal: AbortSignal;
  /** For what a model is asked. */
  call: ModelCall;
  /** Told with every page, as often as that may be. */
  onProgress(progress: ReadProgress): Promise<void>;
  /** First in each transaction that stores something: locks what it belongs to, and throws where that is wanted no more. */
  hold(tx: Transaction): Promise<void>;
  /** In the transaction that stores all pages, and again in that of the passages: what is known now. */
  onFacts(tx: Transaction, facts: Facts & { pages: number }): Promise<void>;
  /** Between two pages; throws where the work is to stop there and go on later. */
  rest(): Promise<void>;
}

/**
 * The steps `read` and `ocr`: pages are stored under (document, revision), those that are pictures one by one as they are
 * read, then passages. Done again after whatever ended it, it goes on where it was, and what is stored is not read again.
 * @throws AppError as the reader's `extract`; UNREADABLE also where no page has any text
 */
export async function readSource(work: ReadWork, target: ReadTarget): Promise<SourceDocument> {
  const source = (await storedSource(work.deps.db, target, factsOf(target))) ?? (await readFile(work, target));
  const scanned = source.pages.some((page) => page.picture === true || page.ocr);
  if (!scanned || source.passages.length > 0) return source;
  const read = await readPictures(work, target, source);
  const whole = await assemble({ ...read, figures: source.figures, said: saidTitle(source.title, target.fileName), fileName: target.fileName, mediaType: source.mediaType, pageKind: source.pageKind });
  await work.deps.db.transaction(async (tx) => {
    await work.hold(tx);
    await storePassages(tx, target, whole.passages);
    await work.onFacts(tx, { ...whole, pages: whole.pages.length });
  });
  return whole;
}

function factsOf({ title, mediaType, pageKind, language }: ReadTarget): Facts {
  return { title, mediaType, pageKind, language: language ?? 'und' };
}

async function readFile(work: ReadWork, target: ReadTarget): Promise<SourceDocument> {
  const { deps, signal } = work;
  const tell = (done: number, total: number, activity: string) => work.onProgress({ step: 'read', done, total, before: 0, pictures: 0, activity });
  await tell(0, 1, 'Opening the file');
  let telling = Promise.resolve();
  const source = await deps.files.withLocal(target.storageKey, (path) =>
    deps.reader.extract(path, {
      fileName: target.fileName,
      signal,
      onProgress: (done, total) => {
        telling = (async () => {
          await telling;
          await tell(done, total, `Reading page ${Math.min(done + 1, total)} of ${total}`).catch(() => {});
        })();
      },
    }),
  );
  await telling;
  // Where pictures are still to be read, passages come with them: that there are some says that reading is done.
  const complete = source.pages.every((page) => page.picture !== true);
  await deps.db.transaction(async (tx) => {
    await work.hold(tx);
    await storePages(tx, target, source);
    if (complete) await storePassages(tx, target, source.passages);
    await work.onFacts(tx, { ...source, pages: source.pages.length });
  });
  return complete ? source : { ...source, passages: [] };
}
