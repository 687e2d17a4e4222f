import type { IncomingMessage } from 'node:http';
import type { Deps, SignedInCtx } from '@studywright/api';
import { AppError, notFound, type UploadClaims } from '@studywright/core';

/** What the ticket of this request lets in. @throws AppError UNAUTHENTICATED */
export async function ticketOf(deps: Deps, req: IncomingMessage): Promise<UploadClaims> {
  const { authorization } = req.headers;
  const claims = authorization?.startsWith('Bearer ') ? await deps.tokens.readUpload(authorization.slice(7).trim(), deps.now()) : null;
  if (!claims) throw new AppError('UNAUTHENTICATED', 'This upload has no leave, or it has run out. Start the upload again: it goes on where it was.');
  return claims;
}

/** The student who was given the ticket; the ticket stands for them here and nowhere else. */
export function uploaderContext(deps: Deps, claims: Pick<UploadClaims, 'userId'>, requestId: string): SignedInCtx {
  return { ...deps, actor: { userId: claims.userId, role: 'student', via: 'system', sessionId: null }, requestId, ip: null };
}

/** What the request wants to do with which upload; `id` is null where it wants to begin one. */
export interface UploadRequest {
  method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  id: string | null;
}

const itemPath = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** @throws AppError NOT_FOUND, also where the ticket is for another upload */
export function uploadRequest(method: string | undefined, path: string, claims: UploadClaims): UploadRequest | null {
  const id = itemPath.exec(path)?.[1]?.toLowerCase() ?? null;
  if (id === null && path !== '' && path !== '/') throw notFound('upload');
  if (id !== null && id !== claims.documentId) throw notFound('upload');
  if (id === null) return method === 'POST' ? { method, id } : null;
  return method === 'HEAD' || method === 'PATCH' || method === 'DELETE' ? { method, id } : null;
}
