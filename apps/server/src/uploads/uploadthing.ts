import type { IncomingMessage } from 'node:http';
import { finishUpload, keyParts, ownUpload, toAppError, type Deps, type UploadThingSettings } from '@studywright/api';
import { AppError, limits } from '@studywright/core';
import { z } from 'zod';
import { sendError, type Exchange } from '../http/respond.ts';
import { readBody } from '../trpc/body.ts';
import { ticketOf, uploaderContext } from './ticket.ts';

export interface UploadThingOptions {
  deps: Deps;
  settings: UploadThingSettings;
  /** Where UploadThing reaches this server; null where it cannot: it is then asked instead of called. */
  publicUrl: string | null;
}

/** The one route of files there is, as its address names it. */
export const route = 'document';

const asked = z.object({ files: z.array(z.object({ name: z.string(), size: z.number(), type: z.string() })).length(1) });
/** Of an upload, kept by UploadThing from its beginning to its end. */
const metadata = z.object({ uploadId: z.uuid(), userId: z.uuid() });
type Metadata = z.output<typeof metadata>;

type Handle = (request: Request) => Promise<Response>;

/**
 * The route of UploadThing, for browsers and for UploadThing itself. A browser brings a ticket of `document.startUpload`,
 * and gets an address to send that one file to, of that length and no other. UploadThing calls once it has it, signed; the
 * file is then fetched, stored as any other and removed there. Whoever notices first does it: the page asks as well.
 */
export function uploadThingHandler({ deps, settings, publicUrl }: UploadThingOptions): (exchange: Exchange, query: string) => Promise<void> {
  /** What a request that came with a ticket may begin. */
  const admitted = new WeakMap<Request, Metadata>();
  let loading: Promise<Handle> | undefined;
  const handle = () =>
    (loading ??= createHandle({ deps, settings, publicUrl }, (request) => admitted.get(request)).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return async (exchange, query) => {
    const { req, res, requestId } = exchange;
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      return sendError(exchange, new AppError('BAD_INPUT', 'This address is asked with POST.'), 405);
    }
    const body = await readBody(req, limits.request.maxBodyBytes);
    const request = new Request(`${publicUrl ?? `http://${req.headers.host ?? 'localhost'}`}/uploadthing${query}`, { method: 'POST', headers: headersOf(req), body });
    // A call of UploadThing is known by its signature; everything else needs leave.
    if (req.headers['uploadthing-hook'] === undefined) admitted.set(request, await admit(deps, exchange, body));
    const response = await (await handle())(request);
    if (response.ok) {
      const answer = Buffer.from(await response.arrayBuffer());
      res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length });
      res.end(answer);
      return;
    }
    await response.body?.cancel();
    if (response.status >= 500) {
      deps.log.error({ requestId, status: response.status }, 'UploadThing could not be used');
      throw new AppError('UNAVAILABLE', 'The service that takes files cannot be used at the moment. Nothing is lost. Try again in a moment.', { retryAfter: 10 });
    }
    throw new AppError(response.status === 404 ? 'NOT_FOUND' : 'BAD_INPUT', 'This request is none that UploadThing makes, or its signature is wrong.');
  };
}

/** @throws AppError where the ticket does not let this file in */
async function admit(deps: Deps, { req, requestId }: Exchange, body: string): Promise<Metadata> {
  const claims = await ticketOf(deps, req);
  const { bytes, finished } = await ownUpload(uploaderContext(deps, claims, requestId), claims.documentId);
  if (finished) throw new AppError('CONFLICT', 'All of this upload has arrived already.', { retryable: true });
  const { success, data } = asked.safeParse(parsed(body));
  if (!success) throw new AppError('BAD_INPUT', 'Name one file: its name, size and type. Each file has a ticket of its own.');
  if (data.files[0]?.size !== bytes) throw new AppError('BAD_INPUT', 'This file has not the length that leave was asked for. Choose the file again.');
  return { uploadId: claims.documentId, userId: claims.userId };
}

async function createHandle({ deps, settings, publicUrl }: UploadThingOptions, admittedTo: (request: Request) => Metadata | undefined): Promise<Handle> {
  const { createRouteHandler, createUploadthing, UTFiles } = await import('uploadthing/server');
  const build = createUploadthing();
  const document = build({ blob: { maxFileSize: '2GB', maxFileCount: 1, contentDisposition: 'attachment' } }, { awaitServerData: false, getFileHashParts: keyParts })
    .middleware(({ req, files }) => {
      const upload = admittedTo(req);
      if (!upload) throw new AppError('UNAUTHENTICATED', 'This upload has no leave.');
      // What a file is called is told to nobody else.
      return { ...upload, [UTFiles]: files.map(({ size, type }) => ({ name: upload.uploadId, size, type })) };
    })
    .onUploadComplete(async ({ metadata: given }) => {
      const { uploadId, userId } = metadata.parse(given);
      try {
        await finishUpload(uploaderContext(deps, { userId }, `uploadthing-${uploadId}`), { id: uploadId });
      } catch (thrown) {
        // It is there: the page, or the worker that looks after uploads, says or does the rest.
        if (toAppError(thrown).code !== 'DUPLICATE') deps.log.warn({ documentId: uploadId, err: thrown }, 'upload not finished yet');
      }
    });
  return createRouteHandler({
    router: { [route]: document },
    config: {
      token: settings.token,
      ingestUrl: settings.ingestUrl,
      logLevel: 'Error',
      handleDaemonPromise: 'void',
      isDev: publicUrl === null,
      ...(publicUrl !== null && { callbackUrl: `${publicUrl}/uploadthing` }),
    },
  });
}

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string' && !name.startsWith(':')) headers.set(name, value);
  // Leave is for us to look at.
  headers.delete('authorization');
  headers.delete('content-length');
  return headers;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
