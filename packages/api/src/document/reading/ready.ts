import { AppError, type SourceDocument } from '@studywright/core';
import { tables, type Database } from '@studywright/db';
import { keptSource } from './sources.ts';
import { storedSource } from './stored.ts';

const { documents } = tables;

/** What the text of a document that stands is put together from. */
export const readyColumns = {
  id: documents.id,
  title: documents.title,
  mediaType: documents.mediaType,
  pageKind: documents.pageKind,
  language: documents.language,
  revision: documents.revision,
  storageKey: documents.storageKey,
};

export type ReadyDocument = Pick<typeof documents.$inferSelect, keyof typeof readyColumns>;

/** Its text, as this worker may still have it. @throws AppError CONFLICT, retryable, while it is being replaced */
export function readySource(db: Database, { id, revision, storageKey, title, mediaType, pageKind, language }: ReadyDocument): Promise<SourceDocument> {
  return keptSource(db, { id, revision, storageKey }, async () => {
    const source = await storedSource(db, { documentId: id, revision }, { title, mediaType, pageKind, language: language ?? 'und' });
    if (!source) throw new AppError('CONFLICT', `“${title}” is being replaced. Try again in a moment.`, { retryable: true });
    return source;
  });
}
