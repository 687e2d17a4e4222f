import type { AlreadyAsked, DraftCard, DraftQuestion, DraftWishes, Explanation, ExplainRequest, NoteDraft, NoteRequest, Outline, Place, SourceDocument } from '@studywright/core';

/**
 * What every engine can do. An engine reads a document's words as data, never as instructions, and names the place of
 * everything it makes; `grounding` checks that again, in the same way for every engine, before anything is stored.
 */
export interface StudyModel {
  /** Recorded with what it made: `extractive` or `openai:<model>`. */
  readonly engine: string;
  /** Key terms and topics of the whole document, in reading order. */
  outline(source: SourceDocument, call: ModelCall): Promise<Outline & Made>;
  /**
   * Cards and questions of one topic of an outline, whichever engine made that. Work is cut by topic so that a crash loses
   * one at most. No two topics of the same outline give the same card.
   * @param more what a student wishes for of this topic, besides what there is; without it, what a document is worth at first
   */
  draft(source: SourceDocument, outline: Outline, topic: number, call: ModelCall, more?: More): Promise<Drafts>;
  /**
   * What is to be read rather than asked, of one document or a part of it: notes, a cheat sheet, a glossary, mnemonics, a
   * concept map. Of the kind that was asked for, and empty where the document gives nothing good.
   */
  compose(source: SourceDocument, request: NoteRequest, call: ModelCall): Promise<NoteDraft & Made>;
  /** A few questions about what stands at a place, the best first, and none where nothing good is. */
  ask(source: SourceDocument, place: Place, call: ModelCall): Promise<Proposed>;
  /** What a document says about words, each sentence with the place that it rests on. Empty where it explains nothing of them. */
  explain(source: SourceDocument, request: ExplainRequest, call: ModelCall): Promise<Explained>;
  /** Told that a document is being read that will be asked about: what takes long to load is loaded meanwhile. Gives no errors. */
  prepare?(): void;
  /** Whether `compose` and `explain` can write in another language than the document's. */
  readonly translates: boolean;
  /**
   * What is written in a picture of a page, as Markdown: data, whatever it says. Empty where nothing is. Only a model that
   * sees has it.
   */
  readPicture?(picture: { bytes: Uint8Array; mediaType: string }, call: ModelCall): Promise<string>;
  /**
   * What texts mean, as a vector each, in their order and of one length: two that mean the same point the same way. Only
   * where an endpoint has such a model. Throws as the others do.
   */
  embed?(texts: readonly string[], call: ModelCall): Promise<Vector[]>;
  /** The name of that model: vectors of two models can't be compared. */
  readonly embeddings?: string;
}

export type Vector = readonly number[];

/** A request for more of a topic. */
export interface More extends DraftWishes {
  /** Of the whole document: the same for all its topics, as long as one request is worked on. */
  known: readonly AlreadyAsked[];
}

/** Said of what another engine made than the one that was asked. */
export interface Made {
  /** The one that made it. */
  engine?: string;
  /** Why, as the end of a sentence: “the model did not answer”. */
  instead?: string;
}

export interface Drafts extends Made {
  /** Whether the model declined to write anything of the topic. */
  declined?: true;
  /** Whether it is written in another language than the document's: then its words are not those of its quotes. */
  translated?: true;
  cards: DraftCard[];
  questions: DraftQuestion[];
}

export interface Proposed extends Made {
  /** Whether the model declined. */
  declined?: true;
  questions: DraftQuestion[];
}

export interface Explained extends Made, Explanation {
  /** As of `Proposed`. */
  declined?: true;
}

export interface ModelCall {
  signal: AbortSignal;
  /** Told once for each request that reached a paid or counted endpoint, also for one that failed. */
  onUsage(usage: ModelUsage): Promise<void>;
  /**
   * Asked before each request whose price is known, with the most that it can cost, in millionths of a US dollar; without
   * it nothing is limited. Whoever gets a reservation ends it, by `settle` instead of `onUsage`, or by `release`.
   * @throws AppError OVER_QUOTA where a budget does not have that much left
   */
  reserve?(costMicros: number): Promise<Reservation>;
}

export interface Reservation {
  /** Tells the usage, as `onUsage` does, and gives the rest back. */
  settle(usage: ModelUsage): Promise<void>;
  /** Nothing was counted: gives all back. */
  release(): Promise<void>;
}

/**
 * Keeps answers that were paid for, so that the same question is not paid twice. The key is a digest of all that the
 * answer depends on; the answer is opaque.
 */
export interface AnswerCache {
  get(key: string): Promise<string | null>;
  put(key: string, answer: string): Promise<void>;
}

export interface ModelUsage {
  /** What was asked for, by the name of its prompt: `outline`, `draft`, `picture`, …. */
  task: string;
  model: string;
  promptVersion: string;
  inputTokens: number;
  outputTokens: number;
  /** Millionths of a US dollar; null where the price table does not know the model. */
  costMicros: number | null;
  durationMs: number;
  /** `cached`: nothing was asked, for the answer was kept from an earlier time. */
  outcome: 'ok' | 'refused' | 'cut' | 'failed' | 'cached';
}
