import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Document, StudywrightClient } from '@studywright/client';
import { AppError, limits } from '@studywright/core';
import { v7 } from 'uuid';
import type { Command, Io } from '../command.ts';
import { fileError } from '../document.ts';
import { findCourse, type Course } from '../online/courses.ts';
import { withServer } from '../online/server.ts';
import { oneLine } from '../text.ts';

/** What became of one file. `same`: the course had it already. */
interface Outcome {
  file: string;
  outcome: 'added' | 'same' | 'failed';
  document: Document | null;
  /** Why it failed. */
  detail: string | null;
}

export const add: Command = {
  name: 'add',
  usage: 'FILE… --course NAME [--name FILE] [--wait] [--accept] [--json]',
  summary: 'Uploads documents to a course, which is made where there is none of that name. “-” is standard input.',
  options: { course: { type: 'string' }, name: { type: 'string' }, wait: { type: 'boolean' }, accept: { type: 'boolean' }, json: { type: 'boolean' } },
  takes: [1, limits.upload.maxFilesAtOnce * 100],
  async run(files, values, io) {
    const name = values['course'];
    if (typeof name !== 'string' || name.trim() === '') throw new AppError('BAD_INPUT', 'Say to which course: studywright add FILE… --course NAME');
    const piped = files.filter((file) => file === '-').length;
    if (piped > 1) throw new AppError('BAD_INPUT', 'Standard input (“-”) can be read once. Name it once.');
    if (values['name'] !== undefined && piped === 0) throw new AppError('BAD_INPUT', 'With --name you say what standard input is called. Name “-” as a file, or leave it out.');
    const pipedName = typeof values['name'] === 'string' ? basename(values['name']) : 'document';
    const checked = await Promise.all(files.map((file) => check(file, io)));
    const outcomes = await withServer(io, async (client) => {
      // A course that is made for files of which none can be read would only be in the way.
      const course = checked.some((one) => one.outcome === 'added') ? await courseFor(client, name, io) : null;
      for (const one of checked) if (course && one.outcome === 'added') await upload(client, course, one, { io, pipedName });
      if (values['accept'] === true) for (const one of checked) if (one.document) await client.document.decideDrafts.mutate({ documentId: one.document.id, decision: 'accept' }, { signal: io.signal });
      if (values['wait'] === true) for (const one of checked) await settle(client, one, io);
      return checked;
    });
    if (values['json'] === true) await io.print(`${JSON.stringify(outcomes)}\n`);
    else for (const one of outcomes) if (one.outcome !== 'failed') await io.print(`${lineOf(one)}\n`);
    const failed = outcomes.filter((one) => one.outcome === 'failed');
    for (const { file, detail } of failed.slice(0, failed.length > 1 ? undefined : 0)) io.tell(`${file}: ${detail}`);
    if (failed.length > 1) throw new AppError('CONFLICT', `${failed.length} of ${outcomes.length} files could not be added.`);
    if (failed[0]) throw new AppError('CONFLICT', `${failed[0].file}: ${failed[0].detail}`);
  },
};

/** Named wrongly is found out before anything is sent. */
async function check(file: string, io: Io): Promise<Outcome> {
  const failed = (detail: string): Outcome => ({ file, outcome: 'failed', document: null, detail });
  if (file === '-') return io.input() === null ? failed('Nothing is piped in. Write it so: … | studywright add - --course NAME') : { file, outcome: 'added', document: null, detail: null };
  try {
    const found = await stat(resolve(io.folder, file));
    if (found.isDirectory()) return failed('This is a folder. Name a file in it.');
    if (found.size === 0) return failed('This file is empty.');
    return { file, outcome: 'added', document: null, detail: null };
  } catch (error) {
    const known = fileError(file, error);
    if (!known) throw error;
    return failed(known.detail);
  }
}

async function courseFor(client: StudywrightClient, name: string, io: Io): Promise<Course> {
  const found = await findCourse(client, name);
  if (found) return found;
  const made = await client.course.create.mutate({ id: v7(), name }, { signal: io.signal });
  io.tell(`Made the course “${made.name}”.`);
  return made;
}

/** Writes into the outcome: one file that fails must not keep the others back. */
async function upload(client: StudywrightClient, course: Course, one: Outcome, { io, pipedName }: { io: Io; pipedName: string }): Promise<void> {
  const { StudywrightError, uploadDocument } = await import('@studywright/client');
  const piped = one.file === '-' ? io.input() : null;
  io.status(`${one.file}: uploading`);
  try {
    one.document = await uploadDocument(client, {
      courseId: course.id,
      ...(piped === null ? { path: resolve(io.folder, one.file), fileName: basename(one.file) } : { stream: piped, fileName: pipedName }),
      signal: io.signal,
      onProgress: (sent, total) => io.status(`${one.file}: uploading, ${Math.floor((100 * sent) / total)} %`),
    });
    io.tell(`${one.file}: uploaded.`);
  } catch (error) {
    if (!(error instanceof StudywrightError) || error.code === 'UNAUTHENTICATED' || error.code === 'ABORTED') throw error;
    const same = error.code === 'DUPLICATE' ? error.details?.['documentId'] : undefined;
    if (typeof same !== 'string') return fail(one, error.detail);
    one.outcome = 'same';
    one.document = await client.document.get.query({ id: same }, { signal: io.signal });
    io.tell(`${one.file}: the same file as “${one.document.title}”, which is in “${course.name}” already.`);
  }
}

async function settle(client: StudywrightClient, one: Outcome, io: Io): Promise<void> {
  if (!one.document) return;
  const { StudywrightError, waitForDocument } = await import('@studywright/client');
  try {
    one.document = await waitForDocument(client, one.document.id, {
      signal: io.signal,
      onProgress: ({ percent, activity, secondsLeft }) => io.status(`${one.file}: ${percent} %  ${activity}${secondsLeft === null ? '' : `, about ${secondsLeft} s left`}`),
    });
    if (one.document.status === 'failed') fail(one, one.document.error?.detail ?? 'It could not be worked on.');
  } catch (error) {
    if (!(error instanceof StudywrightError) || error.code !== 'NOT_FOUND') throw error;
    fail(one, 'It was deleted while it was worked on.');
  }
}

function fail(one: Outcome, detail: string): void {
  one.outcome = 'failed';
  one.detail = detail;
}

function lineOf({ file, outcome, document }: Outcome): string {
  const made = document?.status === 'ready' ? `ready, ${document.counts.cards} cards, ${document.counts.questions} questions${document.counts.drafts > 0 ? `, ${document.counts.drafts} drafts to accept` : ''}` : 'being worked on';
  return `${oneLine(file)}: ${outcome === 'same' ? 'the same file is there already, ' : ''}${made}`;
}
