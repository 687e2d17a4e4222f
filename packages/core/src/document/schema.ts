import { z } from 'zod';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';
import { questionContent } from '../study/question.ts';
import { citation, itemStatus, pageKind, turn } from '../study/schema.ts';
import { documentSteps } from './steps.ts';

/** Of the picture on a card as it is printed, in points. */
export const figureSize = z.object({ width: z.number().positive(), height: z.number().positive() });
export type FigureSize = z.infer<typeof figureSize>;

export const documentStatuses = ['queued', 'working', 'ready', 'failed', 'cancelled'] as const;
export const documentStatus = z.enum(documentStatuses);
export type DocumentStatus = z.infer<typeof documentStatus>;

export const documentStep = z.enum(documentSteps);
export type DocumentStep = z.infer<typeof documentStep>;

/** Who reads pages that are pictures: the built-in reader, or a model that sees, where one is configured. */
export const pictureReaders = ['ocr', 'model'] as const;
export const pictureReader = z.enum(pictureReaders);
export type PictureReader = z.infer<typeof pictureReader>;

export const documentTag = z.string().trim().min(1, { message: 'A tag needs a letter.' }).max(limits.document.tagChars);

export const documentView = z.object({
  id,
  courseId: id,
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  pageKind,
  tags: z.array(z.string()),
  /** Counts the files it was made from: 1 until it is replaced by a revised version or read again. */
  revision: z.number().int(),
  /** A revised version that is being read, or could not be; what stands is untouched until it is done. */
  revising: z.object({ fileName: z.string(), percent: z.number().int(), activity: z.string(), error: z.object({ code: z.string(), detail: z.string() }).nullable() }).nullable(),
  /** Items whose passage a revised version changed or left out, and about which nobody has decided yet. */
  changes: z.number().int(),
  /** Pages that were read from pictures, of them those read with little confidence, and those in which nothing was found. */
  pictures: z.object({ read: z.number().int(), unsure: z.number().int(), empty: z.number().int(), by: pictureReader }),
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
  /** Which engine found its topics, such as `extractive`. */
  engine: z.string().nullable(),
  /**
   * Where the built-in engine did what the model was to do: how many of its topics it wrote (0: it only found them), and
   * why, as the end of a sentence.
   */
  instead: z.object({ topics: z.number().int(), why: z.string() }).nullable(),
  /** Whether cards and questions were made as soon as it was read, not only when they were asked for. */
  makeAtOnce: z.boolean(),
  /** How many drafts were discarded for which reason, such as `quote-not-found`. */
  discardedFor: z.record(z.string(), z.number().int()),
  /** `cards` and `questions` are accepted; `drafts` wait for a decision, `rejected` got one; `discarded` never stood on the source. */
  counts: z.object({ topics: z.number().int(), cards: z.number().int(), questions: z.number().int(), drafts: z.number().int(), rejected: z.number().int(), discarded: z.number().int() }),
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
  /** The document of which this file is a revised version. */
  replaces: id.optional(),
});
/** Where on the API server something is sent, and the ticket that lets it in. */
export const sendingTicket = z.object({ /** Below the server's address. */ path: z.string(), ticket: z.string(), expiresAt: instant });

/** Which upload became which document; safe to ask again after a lost answer. */
export const finishUploadInput = z.object({ id });

/** What the cookie-less upload may do; signed into its ticket. */
export const uploadClaims = z.object({ documentId: id, courseId: id, userId: id, fileName: z.string(), bytes: z.number().int() });
export type UploadClaims = z.infer<typeof uploadClaims>;

/** What may be uploaded here, for whoever is about to, and how browsers send it. Sizes in bytes. */
export const uploadRules = z.object({ maxBytes: z.number().int(), maxFilesAtOnce: z.number().int(), via: z.enum(['tus', 'uploadthing']), storage: z.object({ used: z.number().int(), quota: z.number().int() }) });
export type UploadRules = z.infer<typeof uploadRules>;

/** What an address of a document's file, of one of its pages as a picture, or of the picture on a card lets in; signed into it. */
export const fileClaims = z.object({ documentId: id });
export type FileClaims = z.infer<typeof fileClaims>;
export const pictureClaims = z.object({ documentId: id, revision: z.number().int(), page: z.number().int() });
export type PictureClaims = z.infer<typeof pictureClaims>;
export const figureClaims = z.object({ cardId: id, key: z.string() });
export type FigureClaims = z.infer<typeof figureClaims>;

/** Opens a protected document. The password is used once and kept nowhere; what is kept is the document without it. */
export const unlockDocumentInput = z.object({ id, password: z.string().min(1, { message: 'Type the password of this document.' }).max(1_000) });

/** What a ticket to open a document lets in. */
export const unlockClaims = z.object({ documentId: id, userId: id });
export type UnlockClaims = z.infer<typeof unlockClaims>;

/** An address that works for a short time and for one thing. */
export const signedAddress = z.object({ url: z.string(), expiresAt: instant });

export const setTagsInput = z.object({ id, tags: z.array(documentTag).max(limits.document.maxTags) });

/** Puts a document before another one of its course; `null`: at the end. */
export const moveDocumentInput = z.object({ id, before: id.nullable() });

/** Reads it again from its file, such as with another reader of pictures. What stays the same keeps its cards. */
export const readAgainInput = z.object({ id, by: pictureReader });

export const citationChangeKinds = ['changed', 'gone'] as const;
/** A card or a question whose passage is no longer what it was. */
export const citationChangeView = z.object({
  id,
  kind: z.enum(citationChangeKinds),
  item: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('card'), id, type: z.enum(['basic', 'cloze']), front: z.string(), back: z.string(), figure: figureSize.nullable() }),
    z.object({ kind: z.literal('question'), id, stem: z.string(), answer: z.string() }),
  ]),
  before: z.object({ page: z.number().int(), passage: z.string(), /** Where in it the quote stands. */ start: z.number().int(), end: z.number().int() }),
  /** The passage that took its place; null where it is gone. */
  after: z.object({ page: z.number().int(), passage: z.string() }).nullable(),
  /** Answers the student gave to it. */
  reviews: z.number().int(),
});
export type CitationChangeView = z.infer<typeof citationChangeView>;
export const listCitationChangesInput = z.object({ ...pageInput, documentId: id });
/** `keep` leaves the item as it is, with its old passage as its source; `delete` removes it; `undo` takes either back. */
export const decideChangesInput = z.object({ documentId: id, ids: z.array(id).min(1).max(500), decision: z.enum(['keep', 'delete', 'undo']) });

export const documentPageInput = z.object({ documentId: id, page: z.number().int().min(1) });
export const documentPageView = z.object({
  documentId: id,
  title: z.string(),
  number: z.number().int(),
  of: z.number().int(),
  text: z.string(),
  kind: pageKind,
  /** Its own name, such as the title of a slide. */
  label: z.string().nullable(),
  ocr: z.boolean(),
  confidence: z.number().nullable(),
  warning: z.string().nullable(),
  /** The page as a picture, where it can be shown as one: an address that works for a while, and its proportions. */
  picture: z.object({ url: z.string(), width: z.number(), height: z.number(), turn }).nullable(),
  /** Where its words stand in that picture; as `boxes` of an extracted page. */
  boxes: z.array(z.number().int()),
  /** Headings of this page by their offsets. */
  headings: z.array(z.object({ start: z.number().int(), end: z.number().int(), level: z.number().int() })),
});
export type DocumentPageView = z.infer<typeof documentPageView>;

/** Where something comes from, with the paragraph around the quote so that it can be shown at once. */
export const sourceView = z.object({
  documentId: id,
  documentTitle: z.string(),
  /** Of what the document is made, and so what the citation's `page` counts. */
  kind: pageKind,
  citation,
  /** The passage that holds the quote, and where in it the quote stands. */
  passage: z.object({ text: z.string(), start: z.number().int(), end: z.number().int() }),
  /** The document was revised since, and the quote is not in it any more: page and offsets are those of an earlier version. */
  outdated: z.boolean(),
});
export type SourceView = z.infer<typeof sourceView>;

/** A drafted item in the order it was made, for the page that watches the work. */
export const documentItemView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), id, status: itemStatus, ordinal: z.number().int(), topic: z.string().nullable(), topicId: id.nullable(), type: z.enum(['basic', 'cloze']), front: z.string(), back: z.string(), figure: figureSize.nullable(), citation }),
  z.object({
    kind: z.literal('question'),
    id,
    status: itemStatus,
    ordinal: z.number().int(),
    topic: z.string().nullable(),
    topicId: id.nullable(),
    stem: z.string(),
    content: questionContent,
    difficulty: z.number().int(),
    citation,
  }),
]);
export type DocumentItemView = z.infer<typeof documentItemView>;
export const listDocumentItemsInput = z.object({ ...pageInput, documentId: id, /** Only what is cited from this page. */ page: z.number().int().min(1).optional() });

/**
 * `accept` lets drafts be asked, `reject` puts them away for good, `reopen` makes them drafts again. Without `ids` it is about
 * all drafts of the document; accepted while it is still worked on, what is yet to come is accepted too.
 */
export const decideDraftsInput = z.object({ documentId: id, decision: z.enum(['accept', 'reject', 'reopen']), ids: z.array(id).min(1).max(500).optional() });
export const decidedDrafts = z.object({ /** Names this decision, to take it back. */ decidedAt: instant, cards: z.number().int(), questions: z.number().int() });
export const takeBackDecisionInput = z.object({ documentId: id, decidedAt: instant });

export const documentEvent = z.object({ documentId: id });
