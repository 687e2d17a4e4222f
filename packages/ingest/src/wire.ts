/** What passes between the process that wants something done with a document and the one that does it. */
import { errorCodes } from '@studywright/core';
import type { ErrorCode } from '@studywright/core';
import { z } from 'zod';

const limits = z.object({
  maxPages: z.number(),
  maxChars: z.number(),
  timeoutSeconds: z.number(),
  memoryMb: z.number(),
  maxUnpackedBytes: z.number(),
  maxEntries: z.number(),
  maxDepth: z.number(),
  maxPixels: z.number(),
});

/** Where the file is, what the student calls it, and the bounds that hold for the whole process. */
const document = { path: z.string(), fileName: z.string(), limits };

export const childRequest = z.discriminatedUnion('task', [
  z.object({ task: z.literal('extract'), ...document }),
  z.object({ task: z.literal('unlock'), ...document, password: z.string() }),
]);
export type ChildRequest = z.infer<typeof childRequest>;
/** The request of one task. */
export type RequestOf<T extends ChildRequest['task']> = Extract<ChildRequest, { task: T }>;

export const childProgress = z.object({ done: z.number().int(), total: z.number().int() });
export type ChildProgress = z.infer<typeof childProgress>;

const code = z.custom<ErrorCode>((value) => typeof value === 'string' && value in errorCodes);

/**
 * The first line of what the child says, as JSON. Bytes follow it as they are: a document or a picture would be a third
 * longer within JSON. Whoever asked knows what `value` is and parses it.
 */
export const childAnswer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), code, detail: z.string() })]);
export type ChildAnswer = z.infer<typeof childAnswer>;

export const guardOrder = z.object({
  timeoutSeconds: z.number(),
  /** Of processor time, between two beats. */
  stallSeconds: z.number(),
  memoryMb: z.number(),
  parent: z.number().int(),
  /** Counts work done, shared with the thread that does it. */
  beats: z.instanceof(Int32Array<SharedArrayBuffer>),
});
export type GuardOrder = z.infer<typeof guardOrder>;

/** What a reader that is ended from within says last, on standard error. */
export const lastWords = { memory: 'studywright: out of memory', time: 'studywright: out of time', stall: 'studywright: stuck', orphan: 'studywright: alone' } as const;
export type LastWord = keyof typeof lastWords;
