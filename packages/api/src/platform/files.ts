import { createHash } from 'node:crypto';

export { localFiles } from './files/local.ts';
export type { FileStore } from './files/port.ts';

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Documents are spread over folders by the end of their id, which is random. */
export function documentKey(documentId: string): string {
  return `documents/${documentId.slice(-2)}/${documentId}`;
}

/** Of an upload in progress or just arrived, in every store. */
export function uploadKey(uploadId: string): string {
  return `uploads/${uploadId}`;
}

/** Below which the pictures on the cards of a document are kept. */
export function figuresPrefix(documentId: string): string {
  return `figures/${documentId.slice(-2)}/${documentId}/`;
}

/** Below which the pictures of a document's pages are kept, those of all its revisions or of one. */
export function picturesPrefix(documentId: string, revision?: number): string {
  return `pictures/${documentId.slice(-2)}/${documentId}/${revision === undefined ? '' : `${revision}/`}`;
}

export function pictureKey({ documentId, revision, page, width }: { documentId: string; revision: number; page: number; width: number }): string {
  return `${picturesPrefix(documentId, revision)}${page}-${width}.webp`;
}
