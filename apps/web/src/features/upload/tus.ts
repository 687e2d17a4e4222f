/** Sends one file by the tus protocol. Loaded with the first upload: no page pays for it before. */
import { DetailedError, Upload } from 'tus-js-client';
import { TransferError } from './transfer-error.ts';
import type { Sending, Ticket } from './upload-queue.ts';

const chunkBytes = 5 * 1024 * 1024;

function detailOf(body: string | undefined): string | null {
  try {
    const parsed: unknown = JSON.parse(body ?? '');
    return typeof parsed === 'object' && parsed !== null && 'detail' in parsed && typeof parsed.detail === 'string' ? parsed.detail : null;
  } catch {
    return null;
  }
}

function toTransferError(error: unknown): TransferError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  return new TransferError(response?.getStatus() ?? 0, detailOf(response?.getBody()));
}

export function sendByTus({ endpoint, ticket }: Ticket, { file, previousUrl, onUrl, onProgress, signal }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(file, {
      endpoint,
      // An upload that the server no longer has is begun anew by the library.
      uploadUrl: previousUrl,
      headers: { Authorization: `Bearer ${ticket}` },
      metadata: { filename: file.name, filetype: file.type === '' ? 'application/octet-stream' : file.type },
      chunkSize: chunkBytes,
      // When and how often to try again is the queue's to decide, where the student sees it.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) onUrl(upload.url);
      },
      onProgress: (sent) => onProgress(sent),
      onSuccess: () => resolve(),
      onError: (error) => reject(toTransferError(error)),
    });
    signal.addEventListener('abort', () => {
      void upload.abort().catch(() => undefined);
      reject(new DOMException('Stopped', 'AbortError'));
    });
    upload.start();
  });
}

export async function discardByTus({ ticket }: Ticket, url: string): Promise<void> {
  await Upload.terminate(url, { headers: { Authorization: `Bearer ${ticket}` }, retryDelays: null });
}
