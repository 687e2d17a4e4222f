/** Sends one file to UploadThing, where the server has it. Loaded with the first upload, as the other way is. */
import { UploadAbortedError, genUploader } from 'uploadthing/client';
import type { FileRouter } from 'uploadthing/types';
import { TransferError } from './transfer-error.ts';
import type { Sending, Ticket } from './upload-queue.ts';

/** What our server, which gives leave, answered instead; null where it was not it that failed. */
function refusal(error: unknown): { detail: string; retryable: boolean } | null {
  const { cause } = error instanceof Error ? error : {};
  if (typeof cause !== 'object' || cause === null || !('detail' in cause) || typeof cause.detail !== 'string') return null;
  // A ticket that has run out is asked for anew.
  const renewable = 'error_code' in cause && cause.error_code === 'UNAUTHENTICATED';
  return { detail: cause.detail, retryable: renewable || ('retryable' in cause && cause.retryable === true) };
}

function toTransferError(error: unknown): TransferError {
  const refused = refusal(error);
  if (refused === null) return new TransferError(0, null);
  return new TransferError(refused.retryable ? 409 : 400, refused.detail);
}

/** What arrived before is asked for by the library: the same upload goes on where it was. */
export async function sendByUploadThing({ endpoint, ticket }: Ticket, { file, onUrl, onProgress, signal }: Sending): Promise<void> {
  const { uploadFiles } = genUploader<FileRouter>({ url: new URL(endpoint), package: '@studywright/web' });
  try {
    await uploadFiles('document', {
      files: [file],
      headers: { authorization: `Bearer ${ticket}` },
      signal,
      // The file that is chosen again after the tab was closed is known by having begun.
      onUploadBegin: () => onUrl(endpoint),
      onUploadProgress: ({ loaded }) => onProgress(Math.min(loaded, file.size)),
    });
  } catch (error) {
    if (error instanceof UploadAbortedError || signal.aborted) throw new DOMException('Stopped', 'AbortError');
    throw toTransferError(error);
  }
}
