import type { ModelCall } from '@studywright/ai';
import type { DocumentStep, PictureReader, SourceDocument } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, eq } from 'drizzle-orm';
import type { Deps } from '../platform/context.ts';

const { pages, passages } = tables;

/** What is read: the file of a document, or of a later version of it that is read beside the one that stands. */
export interface ReadTarget {
  documentId: string;
  revision: number;
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
  onFacts(tx: Transaction, facts: Pick<SourceDocument, 'title' | 'mediaType' | 'pageKind' | 'language'> & { pages: number }): Promise<void>;
  /** Between two pages; throws where the work is to stop there and go on later. */
  rest(): Promise<void>;
}

/** Reads a file and keeps its pages and passages under (document, revision). @throws AppError as the reader's `extract` */
export async function readSource(work: ReadWork, target: ReadTarget): Promise<SourceDocument> {
  const { deps, signal } = work;
  const { documentId, revision } = target;
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
  await deps.db.transaction(async (tx) => {
    await work.hold(tx);
    await tx.delete(pages).where(and(eq(pages.documentId, documentId), eq(pages.revision, revision)));
    await tx.delete(passages).where(and(eq(passages.documentId, documentId), eq(passages.revision, revision)));
    const headings = Map.groupBy(source.headings, (heading) => heading.page);
    for (const chunk of chunks(source.pages, 200)) {
      await tx.insert(pages).values(
        chunk.map((page) => ({
          documentId,
          revision,
          number: page.number,
          text: page.text,
          ocr: page.ocr,
          picture: page.picture === true,
          confidence: page.confidence ?? null,
          label: page.label ?? null,
          width: page.size?.width ?? null,
          height: page.size?.height ?? null,
          turn: page.turn ?? 0,
          boxes: page.boxes ?? [],
          warning: page.warning ?? null,
          headings: (headings.get(page.number) ?? []).map(({ start, end, level, text }) => ({ start, end, level, text })),
        })),
      );
    }
    for (const chunk of chunks([...source.passages.entries()], 1_000)) {
      await tx.insert(passages).values(chunk.map(([ordinal, { page, start, end, path }]) => ({ documentId, revision, ordinal, page, start, end, path })));
    }
    await work.onFacts(tx, { ...source, pages: source.pages.length });
  });
  return source;
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
