/** Notes, cheat sheets, glossaries, mnemonics and concept maps: what is made of a course's documents to be read, not to be asked. */
import { z } from 'zod';
import { pageKind, citation } from '../study/schema.ts';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';

export const noteKinds = ['notes', 'cheatSheet', 'glossary', 'mnemonic', 'conceptMap'] as const;
export const noteKind = z.enum(noteKinds);
export type NoteKind = z.infer<typeof noteKind>;

/** Of structured notes: about a twentieth, a tenth, a fifth of the text. */
export const noteLengths = ['short', 'medium', 'long'] as const;
export const noteLength = z.enum(noteLengths);
export type NoteLength = z.infer<typeof noteLength>;

export const noteStatuses = ['queued', 'working', 'ready', 'failed'] as const;
export const noteStatus = z.enum(noteStatuses);
export type NoteStatus = z.infer<typeof noteStatus>;

export const mnemonicTypes = ['acronym', 'acrostic', 'keyword', 'story'] as const;

const words = (most: number) => z.string().trim().min(1, { message: 'Write something, or remove it.' }).max(most);

/** The contents of each kind; `source` says how what they state is cited. `weight`, 0 to 1: how much it matters in its document. */
function contentsWith<Source extends z.ZodType>(source: Source) {
  const text = words(limits.note.textChars);
  const label = words(limits.note.labelChars);
  const weight = z.number().min(0).max(1);
  const many = <T extends z.ZodType>(item: T) => z.array(item).max(limits.note.items);
  const statement = z.object({ text, source, weight });
  return z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('notes'),
      keyPoints: many(statement),
      /** In the order of the source. Level 1 is the highest; one of its own for each document where there are several. */
      sections: many(z.object({ title: label, level: z.number().int().min(1).max(3), statements: many(statement) })),
    }),
    z.object({
      kind: z.literal('cheatSheet'),
      definitions: many(z.object({ term: label, text, source, weight })),
      formulas: many(statement),
      /** Rows of cells; the first row is the head. */
      tables: many(z.object({ rows: z.array(z.array(z.string().max(limits.note.labelChars)).max(12)).min(2).max(60), source, weight })),
      dates: many(z.object({ when: label, text, source, weight })),
    }),
    z.object({ kind: z.literal('glossary'), entries: many(z.object({ term: label, aliases: z.array(label).max(10), definition: text, source, weight })) }),
    z.object({
      kind: z.literal('mnemonic'),
      items: many(
        z.object({
          type: z.enum(mnemonicTypes),
          /** What is to be remembered, as the document says it: “The phases of mitosis”. */
          title: label,
          /** The word, the sentence or the story that helps. */
          cue: text,
          /** What each part of the cue stands for, in order. */
          parts: z.array(z.object({ cue: label, means: label })).max(20),
          source,
          weight,
        }),
      ),
    }),
    z.object({
      kind: z.literal('conceptMap'),
      /** `key` is the term in the form in which two spellings of it are one. */
      nodes: many(z.object({ key: label, label, weight })),
      /** Between keys of nodes; the label is the relation, read from `from` to `to`: “mitosis — consists of — prophase”. */
      edges: many(z.object({ from: label, to: label, label, source, weight })),
    }),
  ]);
}

/** What an engine makes of one document: each part cites that document. */
export const noteDraft = contentsWith(citation);
export type NoteDraft = z.infer<typeof noteDraft>;

/** A place in one of the documents of a note. `revision` is that of the document in which the quote was found. */
export const noteSource = citation.extend({ documentId: id, revision: z.number().int().min(1) });
export type NoteSource = z.infer<typeof noteSource>;

/** As it is stored. What a student wrote has no source. */
export const noteContent = contentsWith(noteSource.nullable());
export type NoteContent = z.infer<typeof noteContent>;
export type NoteContentOf<Kind extends NoteKind> = Extract<NoteContent, { kind: Kind }>;

/** What is asked of an engine, for one document. */
export const noteRequest = z.object({
  kind: noteKind,
  /** Indexes of the passages that it is about, ascending; null: all. */
  passages: z.array(z.number().int().min(0)).nullable(),
  length: noteLength,
  /** BCP 47, in which to write; null: that of the document. An engine that can't write in it uses that of the document. */
  language: z.string().nullable(),
  /** ISO 3166-1 alpha-2: where the student lives, for examples that are close to them. */
  place: z.string().nullable(),
});
export type NoteRequest = z.infer<typeof noteRequest>;

/** BCP 47, such as `de`. */
export const noteLanguage = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, { message: 'Choose a language of the list.' });

export const createNoteInput = z.object({
  /** Made by the client: sent twice it makes one. */
  id,
  courseId: id,
  kind: noteKind,
  /** None: all that are ready. */
  documentIds: z.array(id).max(limits.note.documents).default([]),
  /** Of these topics of the documents alone. None: of all. */
  topicIds: z.array(id).max(limits.note.topics).default([]),
  length: noteLength.default('medium'),
  language: noteLanguage.nullable().default(null),
  title: words(limits.note.titleChars).optional(),
});

export const listNotesInput = z.object({ ...pageInput, courseId: id, kind: noteKind.optional() });

export const nodePositions = z.record(z.string().max(limits.note.labelChars), z.object({ x: z.number().min(-100_000).max(100_000), y: z.number().min(-100_000).max(100_000) }));
export type NodePositions = z.infer<typeof nodePositions>;

export const updateNoteInput = z.object({
  id,
  title: words(limits.note.titleChars).optional(),
  /** Citations in it must be ones that the note has; what was written without one has none. */
  content: noteContent.optional(),
  /** Of the content that was edited. Needed with `content`: another one is stale. */
  version: z.number().int().min(0).optional(),
});
export const placeNodesInput = z.object({ id, positions: nodePositions });
/** `take` puts the new version in the place of the edited one; otherwise the new one is dropped. */
export const decideNoteInput = z.object({ id, take: z.boolean() });

export const noteSummary = z.object({
  id,
  courseId: id,
  kind: noteKind,
  title: z.string(),
  /** Names of the documents, and of the topics where it is not about all of them. */
  about: z.object({ documents: z.array(z.object({ id, title: z.string() })), topics: z.array(z.string()) }),
  status: noteStatus,
  percent: z.number().int().min(0).max(100),
  /** What is being done, as a student reads it. */
  activity: z.string(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  engine: z.string().nullable(),
  /** Why the built-in engine made it and not the model that was asked, as the end of a sentence; null where it was the one that was asked. */
  instead: z.string().nullable(),
  edited: z.boolean(),
  /** A new version waits for a decision, because this one was edited. */
  undecided: z.boolean(),
  /** How many statements, entries, mnemonics or relations it has; null until it is made. */
  size: z.number().int().nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type NoteSummary = z.infer<typeof noteSummary>;

export const noteView = noteSummary.extend({
  courseName: z.string(),
  length: noteLength,
  language: z.string().nullable(),
  version: z.number().int(),
  content: noteContent.nullable(),
  next: noteContent.nullable(),
  positions: nodePositions,
  /** What its citations point into. `revision` is the one that stands: citations of another are outdated. */
  documents: z.array(z.object({ id, title: z.string(), pageKind, revision: z.number().int() })),
  /** Whether the asking student may change it. */
  mayChange: z.boolean(),
});
export type NoteView = z.infer<typeof noteView>;

/** Where a note cites a document, and the words, by which they are found again where the document was revised since. */
export const notePassageInput = citation.extend({ id, documentId: id, quote: z.string().min(1).max(limits.note.quoteChars) });

/** Whether notes can be written in another language than the document's here. */
export const noteMaker = z.object({ translates: z.boolean() });

export const noteMarkdown = z.object({ fileName: z.string(), text: z.string() });
