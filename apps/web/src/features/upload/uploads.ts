'use client';

import { useSyncExternalStore } from 'react';
import { errorCode, errorData, errorDetail, fieldErrors, isRetryable } from '@/trpc/errors.ts';
import { uploadHosting } from './hosting.ts';
import { browserMemory } from './memory.ts';
import { type Failure, UploadQueue, type UploadPort, type UploadView } from './upload-queue.ts';

/** Statuses after which the same bytes may pass: no answer, too early, held by another try, too many, out of order. */
function passing(status: number): boolean {
  return status === 0 || status >= 500 || [401, 408, 409, 423, 425, 429].includes(status);
}

function failure(error: unknown): Failure {
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && 'detail' in error) {
    const detail = typeof error.detail === 'string' ? error.detail : null;
    if (passing(error.status)) return { kind: 'again', detail: detail ?? 'The connection is lost.' };
    return { kind: 'refused', detail: detail ?? 'The server did not take this file. Choose it again, or try another one.' };
  }
  if (errorCode(error) === 'DUPLICATE') {
    const documentId = errorData(error)['documentId'];
    return { kind: 'duplicate', detail: errorDetail(error), documentId: typeof documentId === 'string' ? documentId : undefined };
  }
  const detail = Object.values(fieldErrors(error))[0] ?? errorDetail(error);
  return { kind: isRetryable(error) ? 'again' : 'refused', detail };
}

function port(): UploadPort {
  const { apiUrl, client, added } = uploadHosting();
  return {
    async start(upload) {
      const [{ path, ticket }, { via }] = await Promise.all([client.document.startUpload.mutate(upload), client.document.uploadRules.query()]);
      return { endpoint: `${apiUrl}${via === 'uploadthing' ? '/uploadthing' : path}`, ticket, via };
    },
    async send(ticket, sending) {
      if (ticket.via === 'uploadthing') await (await import('./uploadthing.ts')).sendByUploadThing(ticket, sending);
      else await (await import('./tus.ts')).sendByTus(ticket, sending);
    },
    async finish(id) {
      return (await client.document.finishUpload.mutate({ id })).id;
    },
    async place(id, before) {
      await client.document.move.mutate({ id, before });
    },
    async discard(ticket, url) {
      // What lies elsewhere is removed with the upload, once nobody can go on with it.
      if (ticket.via === 'tus') await (await import('./tus.ts')).discardByTus(ticket, url);
    },
    failure,
    added,
  };
}

export const uploads = new UploadQueue(port, browserMemory);

const none: readonly UploadView[] = [];

export function useUploads(): readonly UploadView[] {
  return useSyncExternalStore(uploads.subscribe, uploads.snapshot, () => none);
}
