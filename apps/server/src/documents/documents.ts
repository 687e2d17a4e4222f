import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorOf, addFile, errorBody, toAppError, type Deps, type ErrorBody, type SignedInCtx } from '@studywright/api';
import { AppError, documentTag, limits, type DocumentView } from '@studywright/core';
import { Busboy } from '@fastify/busboy';
import { z } from 'zod';
import { sendError, sendJson, type Exchange } from '../http/respond.ts';

/** What became of one file of the form, in the order in which they came. `same`: the course had it already. */
interface Outcome {
  file: string;
  outcome: 'added' | 'same' | 'failed';
  document: DocumentView | null;
  /** In the form of all errors here. */
  error: ErrorBody | null;
}

const fields = z.object({
  course: z.uuid({ message: 'Say to which course: the field “course” with its id, before the files.' }),
  id: z.array(z.uuid({ message: 'The field “id” is a UUID that you make, one for each file in their order.' })),
  title: z.array(z.string().trim().min(1).max(200)),
  tags: z.array(documentTag).max(limits.document.maxTags),
});

/** Beside the files: boundaries, heads of parts, fields. */
const spareBytes = 1024 * 1024;

/**
 * Takes documents from programs as a plain form: POST `multipart/form-data` with an access token or an API key. The field
 * `course` names the course; `id`, `title` and `tags` (joined by commas) may come with it, all before the files, each of
 * which is a part named `file` that goes to the storage as it comes. An `id` that is sent again finds its document.
 * Cookies do not count here, so that no page of another site can send a form in a student's name.
 */
export function documentsHandler(deps: Deps): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const { req, res, requestId } = exchange;
    try {
      if (req.method !== 'POST') {
        res.setHeader('allow', 'POST');
        return sendError(exchange, new AppError('BAD_INPUT', 'Documents are sent here with POST, as multipart/form-data.'), 405);
      }
      const actor = await actorOf(deps, { authorization: req.headers.authorization, cookie: null });
      if (!actor) throw new AppError('UNAUTHENTICATED', 'Send an access token or an API key: Authorization: Bearer ….');
      const outcomes = await takeForm({ ...deps, actor, requestId, ip: null }, req);
      const [first] = outcomes;
      if (!first) throw new AppError('BAD_INPUT', 'There is no file in this form. Send each as a part named “file”.');
      if (outcomes.length === 1 && first.error) return sendJson(exchange, new AppError(first.error.error_code, '').status, first.error);
      sendJson(exchange, outcomes.some(({ outcome }) => outcome === 'added') ? 201 : 200, { documents: outcomes });
    } finally {
      // What is still to come is read by nobody.
      if (!req.complete) res.shouldKeepAlive = false;
    }
  };
}

async function takeForm(ctx: SignedInCtx, req: IncomingMessage): Promise<Outcome[]> {
  const { maxBytes, maxFilesAtOnce } = ctx.rules;
  const type = req.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new AppError('UNSUPPORTED', 'Send the files as multipart/form-data.');
  let form;
  try {
    form = new Busboy({ headers: { ...req.headers, 'content-type': type }, limits: { files: maxFilesAtOnce, fields: 100, fieldSize: 4_096, fieldNameSize: 100, parts: 100 + maxFilesAtOnce } });
  } catch (cause) {
    throw new AppError('UNSUPPORTED', 'This form cannot be read: its boundary is missing.', { cause });
  }
  const given = new Map<string, string[]>();
  const open = new Set<Readable>();
  const outcomes: Promise<Outcome>[] = [];
  let before: Promise<unknown> = Promise.resolve();
  let stopped: AppError | null = null;
  form.on('field', (name, value) => given.set(name, [...(given.get(name) ?? []), value]));
  form.on('file', (name, file, fileName, _encoding, mediaType) => {
    if (name !== 'file') return void file.resume();
    open.add(file);
    // Its error is heard by whoever reads it; until that begins, by nobody.
    file.on('error', () => {});
    file.once('close', () => open.delete(file));
    const index = outcomes.length;
    const outcome = before.then(() => takeFile(ctx, given, index, { file, fileName, mediaType }));
    before = outcome;
    outcomes.push(outcome);
  });
  form.on('filesLimit', () => {
    stopped = new AppError('TOO_LARGE', `At most ${maxFilesAtOnce} files are taken at once. The first ${maxFilesAtOnce} were; send the others afterwards.`);
  });
  let received = 0;
  const most = maxBytes * maxFilesAtOnce + spareBytes;
  try {
    await pipeline(
      req,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          received += chunk.length;
          if (received > most) throw new AppError('TOO_LARGE', 'This form is larger than all files together may be.');
          yield chunk;
        }
      },
      form,
    );
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : new AppError('BAD_INPUT', 'This form broke off or is not whole. Send it again.', { retryable: true, cause: thrown });
    for (const file of open) file.destroy(error);
    await Promise.allSettled(outcomes);
    throw error;
  }
  const done = await Promise.all(outcomes);
  if (stopped) done.push({ file: '', outcome: 'failed', document: null, error: errorBody(stopped, { timestamp: ctx.now(), requestId: ctx.requestId }) });
  return done;
}

interface Part {
  file: Readable;
  fileName: string;
  mediaType: string;
}

/** One file that fails does not keep the others back. */
async function takeFile(ctx: SignedInCtx, given: ReadonlyMap<string, string[]>, index: number, { file, fileName, mediaType }: Part): Promise<Outcome> {
  try {
    const said = fields.safeParse({ course: given.get('course')?.[0], id: given.get('id') ?? [], title: given.get('title') ?? [], tags: (given.get('tags') ?? []).flatMap((tags) => tags.split(',')) });
    if (!said.success) throw new AppError('BAD_INPUT', said.error.issues[0]?.message ?? 'This form is not well formed.');
    const { course, id, title, tags } = said.data;
    const document = await addFile(ctx, { id: id[index] ?? ctx.newId(), courseId: course, fileName: fileName || 'document', title: title[index], tags, mediaType: mediaType || 'application/octet-stream' }, file.iterator({ destroyOnReturn: false }));
    return { file: fileName, outcome: 'added', document, error: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    // The next file comes behind the rest of this one, which is why it was not destroyed.
    if (!file.destroyed) file.resume();
    if (error.code === 'INTERNAL' || error.code === 'UNAVAILABLE') ctx.log.error({ requestId: ctx.requestId, err: thrown }, 'file could not be added');
    return { file: fileName, outcome: error.code === 'DUPLICATE' ? 'same' : 'failed', document: null, error: errorBody(error, { timestamp: ctx.now(), requestId: ctx.requestId }) };
  }
}
