/** What a student asks about words that they marked on a page: questions to choose from, or an explanation. */
import { z } from 'zod';
import { sourceView } from '../document/schema.ts';
import { noteLanguage } from '../note/schema.ts';
import { selection } from '../flashcard/schema.ts';
import { id, instant } from '../platform/schema.ts';
import { explanationStatement } from '../study/explanation.ts';
import { draftQuestion } from '../study/question.ts';

export const inquiryKinds = ['questions', 'explanation'] as const;
export const inquiryKind = z.enum(inquiryKinds);
export type InquiryKind = z.infer<typeof inquiryKind>;

export const inquiryStatuses = ['queued', 'working', 'ready', 'failed', 'cancelled'] as const;
export const inquiryStatus = z.enum(inquiryStatuses);
export type InquiryStatus = z.infer<typeof inquiryStatus>;

export const startInquiryInput = z.object({
  /** Made by the client: sent twice, it is asked once. */
  id,
  kind: inquiryKind,
  selection,
  /** In which an explanation is written, where a model can; null: that of the document. */
  language: noteLanguage.nullable().default(null),
});

/** As it is kept until it is read: of each statement in which document it stands, and the passage around. */
export const inquiryAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('questions'), questions: z.array(draftQuestion), /** Stems of those that the document has already. */ known: z.array(z.string()) }),
  z.object({ kind: z.literal('explanation'), statements: z.array(explanationStatement.extend({ documentId: id, revision: z.number().int(), passage: z.string(), passageStart: z.number().int() })) }),
]);
export type InquiryAnswer = z.infer<typeof inquiryAnswer>;

export const inquiryView = z.object({
  id,
  kind: inquiryKind,
  status: inquiryStatus,
  /** What is being done, as a student reads it. */
  activity: z.string(),
  /** Which engine answered; null until then. */
  engine: z.string().nullable(),
  /** Why the built-in engine answered for the model, as the end of a sentence; null where it did not. */
  instead: z.string().nullable(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  /** Empty until it is ready, and where nothing good was found. */
  questions: z.array(draftQuestion),
  /** Stems of questions that the document has about these words already. */
  known: z.array(z.string()),
  statements: z.array(z.object({ term: z.string().nullable(), text: z.string(), source: sourceView })),
  createdAt: instant,
});
export type InquiryView = z.infer<typeof inquiryView>;
