import { z } from 'zod';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';
import { citation } from '../study/schema.ts';
import { documentSteps } from './steps.ts';

export const documentStatuses = ['queued', 'working', 'ready', 'failed'] as const;
export const documentStatus = z.enum(documentStatuses);
export type DocumentStatus = z.infer<typeof documentStatus>;

export const documentStep = z.enum(documentSteps);
export type DocumentStep = z.infer<typeof documentStep>;

export const documentView = z.object({
  id,
  courseId: id,
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  status: documentStatus,
  step: documentStep,
  /** 0 to 100, never falling within one try. */
  percent: z.number().int().min(0).max(100),
  /** What is being done, as a student reads it: “Page 12 of 28”. */
  activity: z.string(),
  /** Whole seconds still to go; null while there is nothing to estimate from. */
  secondsLeft: z.number().int().nullable(),
  error: z.object({ code: z.string(), detail: z.string(), retryable: z.boolean() }).nullable(),
  language: z.string().nullable(),
  pages: z.number().int().nullable(),
  /** Which engine wrote the material, such as `extractive`. */
  engine: z.string().nullable(),
  counts: z.object({ topics: z.number().int(), cards: z.number().int(), questions: z.number().int(), discarded: z.number().int() }),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type DocumentView = z.infer<typeof documentView>;

export const listDocumentsInput = z.object({ ...pageInput, courseId: id });

export const pasteTextInput = z.object({
  id,
  courseId: id,
  title: z.string().trim().min(1, { message: 'Give the text a title.' }).max(200),
  text: z
    .string()
    .max(limits.pastedText.maxChars, { message: `Paste at most ${limits.pastedText.maxChars.toLocaleString('en')} characters, or upload the text as a file.` })
    .refine((text) => text.trim().length > 0, { message: 'Paste some text first.' }),
});

/** Asks for leave to upload one file: the answer is where to send it and the ticket that lets it in. */
export const startUploadInput = z.object({
  /** The future document's id, made by the client. */
  id,
  courseId: id,
  fileName: z.string().min(1).max(255),
  bytes: z.number().int().min(1, { message: 'This file is empty. Choose one with something in it.' }),
});
export const uploadTicket = z.object({ /** Path of the tus endpoint below the API server's address. */ path: z.string(), ticket: z.string(), expiresAt: instant });

/** Which upload became which document; safe to ask again after a lost answer. */
export const finishUploadInput = z.object({ id });

/** What the cookie-less upload may do; signed into its ticket. */
export const uploadClaims = z.object({ documentId: id, courseId: id, userId: id, fileName: z.string(), bytes: z.number().int() });
export type UploadClaims = z.infer<typeof uploadClaims>;

export const documentPageInput = z.object({ documentId: id, page: z.number().int().min(1) });
export const documentPageView = z.object({
  documentId: id,
  title: z.string(),
  number: z.number().int(),
  of: z.number().int(),
  text: z.string(),
  ocr: z.boolean(),
  warning: z.string().nullable(),
  /** Headings of this page by their offsets. */
  headings: z.array(z.object({ start: z.number().int(), end: z.number().int(), level: z.number().int() })),
});
export type DocumentPageView = z.infer<typeof documentPageView>;

/** Where something comes from, with the paragraph around the quote so that it can be shown at once. */
export const sourceView = z.object({
  documentId: id,
  documentTitle: z.string(),
  citation,
  /** The passage that holds the quote, and where in it the quote stands. */
  passage: z.object({ text: z.string(), start: z.number().int(), end: z.number().int() }),
});
export type SourceView = z.infer<typeof sourceView>;

/** A drafted item in the order it was made, for the page that watches the work. */
export const documentItemView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), id, ordinal: z.number().int(), topic: z.string().nullable(), type: z.enum(['basic', 'cloze']), front: z.string(), back: z.string(), citation }),
  z.object({
    kind: z.literal('question'),
    id,
    ordinal: z.number().int(),
    topic: z.string().nullable(),
    stem: z.string(),
    options: z.array(z.object({ text: z.string(), correct: z.boolean() })),
    citation,
  }),
]);
export type DocumentItemView = z.infer<typeof documentItemView>;
export const listDocumentItemsInput = z.object({ ...pageInput, documentId: id, /** Only what is cited from this page. */ page: z.number().int().min(1).optional() });

export const documentEvent = z.object({ documentId: id });
