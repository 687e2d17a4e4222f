/** What an engine makes of a document, before and after it is stored. Shared by ingest, ai, api, cli and web. */
import { z } from 'zod';
import { figure, figurePlace } from './figure.ts';

/**
 * A place in a document. `start` and `end` count UTF-16 code units of the page's text, so that
 * `page.text.slice(start, end) === quote`.
 */
export const citation = z.object({
  page: z.number().int().min(1),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  quote: z.string().min(1),
});
export type Citation = z.infer<typeof citation>;

/** What a document of some format is made of, and what a citation therefore names: “Page 3”, “Slide 3”. */
export const pageKinds = ['page', 'slide', 'chapter', 'section'] as const;
export const pageKind = z.enum(pageKinds);
export type PageKind = z.infer<typeof pageKind>;

/** Clockwise quarter turns, in degrees, that set a page upright. */
export const turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);
export type Turn = z.infer<typeof turn>;

export const extractedPage = z.object({
  number: z.number().int().min(1),
  text: z.string(),
  /** Whether the text was read from a picture. */
  ocr: z.boolean(),
  /** Whether there is a picture on it and no text, so that what it says is still to be read. */
  picture: z.boolean().optional(),
  /** 0 to 1: how sure the reader of a picture was of its words, on average. */
  confidence: z.number().min(0).max(1).optional(),
  /** Its own name where it has one: the title of a slide or a chapter. */
  label: z.string().optional(),
  /** Of the page as it is shown upright; any unit, for only the proportion counts. Where pages can be shown as pictures. */
  size: z.object({ width: z.number().positive(), height: z.number().positive() }).optional(),
  turn: turn.optional(),
  /**
   * Where the words stand on the page as it is shown upright: six whole numbers a word, `start` and `end` in `text`, then x,
   * y, width and height of its box in 1/10,000 of the page's width and height, from the top left. In the order of `text`.
   */
  boxes: z.array(z.number().int()).optional(),
  warning: z.string().optional(),
});
export type ExtractedPage = z.infer<typeof extractedPage>;

/** A heading, located in its page's text; `level` 1 is the highest. */
export const heading = z.object({
  page: z.number().int().min(1),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  level: z.number().int().min(1).max(6),
  text: z.string().min(1),
});
export type Heading = z.infer<typeof heading>;

/** A run of prose of one page, a paragraph or part of one, under the heading that it stands below. */
export const passage = z.object({
  page: z.number().int().min(1),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  text: z.string().min(1),
  /** Headings above it, highest first. */
  path: z.array(z.string()),
});
export type Passage = z.infer<typeof passage>;

/** A document as text: what every engine reads. */
export const sourceDocument = z.object({
  title: z.string(),
  /** What it was found to be by its content, as a MIME type. */
  mediaType: z.string(),
  pageKind,
  /** BCP 47, such as `en`; `und` when it can't be told. */
  language: z.string(),
  pages: z.array(extractedPage),
  headings: z.array(heading),
  passages: z.array(passage),
  /** In reading order. */
  figures: z.array(figure).optional(),
});
export type SourceDocument = z.infer<typeof sourceDocument>;

/** A generated item is a draft until somebody accepts it; one that was rejected is kept, so that it does not come back. */
export const itemStatuses = ['draft', 'accepted', 'rejected'] as const;
export const itemStatus = z.enum(itemStatuses);
export type ItemStatus = z.infer<typeof itemStatus>;

export const cardTypes = ['basic', 'cloze'] as const;
export const cardType = z.enum(cardTypes);
export type CardType = z.infer<typeof cardType>;

/**
 * What a card asks for: what a term means, the term for a meaning, a gap, a fact, all members of a list, all steps in their order,
 * what tells two things apart, a number or date, what a figure shows.
 */
export const cardKinds = ['definition', 'term', 'cloze', 'question', 'list', 'process', 'comparison', 'number', 'figure'] as const;
export const cardKind = z.enum(cardKinds);
export type CardKind = z.infer<typeof cardKind>;

/** A cloze front has its gap as `[…]`; its back is what belongs there. */
export const draftCard = z.object({
  type: cardType,
  kind: cardKind.optional(),
  /** The same for cards of a document that ask for one fact in two directions: siblings, which are not to be studied together. */
  sibling: z.string().optional(),
  front: z.string().min(1),
  back: z.string().min(1),
  topic: z.string(),
  citation,
  /** What its front shows above the words: a part of the cited page, or a picture of the file. */
  figure: figurePlace.optional(),
});
export type DraftCard = z.infer<typeof draftCard>;

export const outlineTopic = z.object({
  title: z.string().min(1),
  terms: z.array(z.string()),
  /** Indexes into the document's passages, in reading order. */
  passages: z.array(z.number().int().min(0)),
});
export type OutlineTopic = z.infer<typeof outlineTopic>;

export const outline = z.object({
  /** Key terms, most important first. */
  terms: z.array(z.string()),
  topics: z.array(outlineTopic),
});
export type Outline = z.infer<typeof outline>;
