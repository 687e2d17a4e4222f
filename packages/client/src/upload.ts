import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DetailedError, Upload } from 'tus-js-client';
import { v7 } from 'uuid';
import { addressOf, type Outputs, type StudywrightClient } from './client.ts';
import { aborted, fromBody, notOurs, StudywrightError, unreachable } from './errors.ts';
import { retrying } from './retry.ts';

export type Document = Outputs['document']['get'];

export type UploadSource =
  | { path: string; bytes?: never; stream?: never }
  | { bytes: Uint8Array; path?: never; stream?: never }
  /** Of unknown length, such as standard input: read to its end before the first byte is sent, for the server wants to know it. */
  | { stream: AsyncIterable<Uint8Array>; path?: never; bytes?: never };

export type UploadOptions = UploadSource & {
  courseId: string;
  /** Said to students; its ending says what the file is. The last part of the path where it is left out. */
  fileName?: string;
  /** The document's id. The same one again goes on with an upload that was cut, also from another process. */
  id?: string;
  /** Bytes that the server has, of all. */
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
};

const delays = [300, 1_000, 3_000, 5_000, 10_000, 10_000];

/**
 * Sends one file to a course. A connection or a server that goes away is waited for, up to half a minute without any
 * progress, and the upload goes on where it was.
 * @throws StudywrightError; DUPLICATE, with `details.documentId`, when the course has the same bytes already
 */
export async function uploadDocument(client: StudywrightClient, options: UploadOptions): Promise<Document> {
  const { courseId, id = v7(), signal, onProgress } = options;
  const { size, read } = await opened(client, options);
  const fileName = options.fileName ?? (options.path === undefined ? 'document' : basename(options.path));
  const started = await retrying(() => client.document.startUpload.mutate({ id, courseId, fileName, bytes: size }, { signal }), { delays, signal });
  // Read after the server has let it in: what is too large is never read.
  const bytes = await read();

  let ticket: typeof started | null = started;
  let best = 0;
  let seen = 0;
  return retrying(
    async () => {
      ticket ??= await client.document.startUpload.mutate({ id, courseId, fileName, bytes: size }, { signal });
      try {
        await send(`${addressOf(client)}${ticket.path}`, { id, ticket: ticket.ticket, bytes, signal }, (sent) => {
          if (sent <= best) return;
          best = sent;
          onProgress?.(sent, size);
        });
      } catch (error) {
        ticket = null;
        // A ticket that has run out is no end: the next try asks for another.
        if (error instanceof StudywrightError && error.code === 'UNAUTHENTICATED') throw renewable(error);
        throw error;
      }
      return client.document.finishUpload.mutate({ id }, { signal });
    },
    {
      delays,
      signal,
      advanced: () => {
        const more = best > seen;
        seen = best;
        return more;
      },
    },
  );
}

async function opened(client: StudywrightClient, { path, bytes, stream, signal }: UploadOptions): Promise<{ size: number; read(): Promise<Buffer> }> {
  if (path !== undefined) return { size: (await stat(path)).size, read: () => readFile(path) };
  const given = bytes ?? (await collected(client, stream, signal));
  return { size: given.length, read: async () => Buffer.from(given) };
}

/** @throws StudywrightError TOO_LARGE once there is more than the server takes; the rest is left to whoever made the stream */
async function collected(client: StudywrightClient, stream: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<Buffer> {
  const { maxBytes } = await retrying(() => client.document.uploadRules.query(undefined, { signal }), { delays, signal });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (signal?.aborted) throw aborted();
    length += chunk.length;
    if (length > maxBytes) {
      const detail = `This has more than ${Math.floor(maxBytes / 1024 / 1024)} MB, which is the most. Split it, or save it with smaller pictures.`;
      throw new StudywrightError({ code: 'TOO_LARGE', detail, status: null, retryable: false, requestId: null, fields: null, retryAfter: null, data: null });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function renewable({ code, detail, status, requestId, fields, retryAfter, details }: StudywrightError): StudywrightError {
  return new StudywrightError({ code, detail, status, retryable: true, requestId, fields, retryAfter, data: details });
}

interface Sending {
  id: string;
  ticket: string;
  bytes: Buffer;
  signal: AbortSignal | undefined;
}

/** One try: asks where the upload stands, begins it where there is none, and sends the rest. */
function send(endpoint: string, { id, ticket, bytes, signal }: Sending, onSent: (sent: number) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const upload = new Upload(bytes, {
    endpoint,
    uploadUrl: `${endpoint}/${id}`,
    headers: { authorization: `Bearer ${ticket}` },
    // Retries are ours, who know when to ask for another ticket.
    retryDelays: null,
    storeFingerprintForResuming: false,
    onProgress: (sent) => onSent(sent),
    onSuccess: () => resolve(),
    onError: (error) => reject(signal?.aborted ? aborted(error) : uploadError(error, endpoint)),
  });
  const stop = () => {
    // What is there stays there: the same id goes on with it.
    void upload.abort().catch(() => {});
    reject(aborted());
  };
  if (signal?.aborted) stop();
  else upload.start();
  signal?.addEventListener('abort', stop, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', stop));
}

function uploadError(error: Error, endpoint: string): StudywrightError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return unreachable(new URL(endpoint).origin, error);
  return fromBody(parsed(response.getBody()), response.getStatus(), error) ?? notOurs(new URL(endpoint).origin, response.getStatus(), error);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
