/** What a reader of one format is given and what it gives back. */
import type { FigurePlace, PageBox, PageKind, Turn } from '@studywright/core';
import type { IngestLimits } from '../limits.ts';
import type { Look } from '../look.ts';

/**
 * Words, or parts of them, in reading order and where each stands on the page as shown upright: from its left and top, in
 * steps (see `inSteps`). Handed over one by one, for a long document has a million of them.
 */
export interface PlacedWords {
  forEach(visit: (text: string, x: number, y: number, width: number, height: number) => void): void;
}

/** Steps over the width of a page, and as many over its height. */
const steps = 10_000;

/** @param share of the page's width or height */
export const inSteps = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * steps);

/** A picture that lies in the file, where it stands in the text. */
export interface ShownPicture {
  /** The entry of the archive that the file is, or the picture itself as a `data:` address. */
  source: string;
  /** What is shown of it, where that is not all. */
  crop?: PageBox;
  /** Part of its slide that it covers, 0 to 1. */
  share?: number;
  /** What its author wrote for those who cannot see it. */
  alt?: string;
}

/** A paragraph of a page; `level` 1 to 6 makes it a heading, 1 the highest. */
export interface Block {
  text: string;
  level?: number;
  /** Each a stretch of `text`. */
  words?: PlacedWords;
  /** Where the figure is whose caption it is. */
  figure?: FigurePlace;
  /** Pictures that stand here, behind the text or without any; gone once it is known which of them are figures. */
  shown?: readonly ShownPicture[];
  /** Said by the file to be the caption of something. */
  caption?: true;
}

export interface DraftPage {
  blocks: Block[];
  /** Its own name where it has one: the title of a slide or a chapter. */
  label?: string;
  /** There is a picture and no text: what it says is still to be read. */
  picture?: boolean;
  /** Of the page as shown upright; any unit. Only where pages can be shown as pictures. */
  size?: { width: number; height: number };
  /** What sets it upright, where it is not. */
  turn?: Turn;
  /** 0 to 1, of a page that was read from a picture. */
  confidence?: number;
  /** What the student should know about this page, and what to do. */
  warning?: string;
}

export interface Draft {
  pages: DraftPage[];
  /** What the file says of itself; checked before it is believed. */
  title?: string;
  /** What its first page shows as its title, in letters larger than the text. */
  shownTitle?: string;
  /** `page` where nothing is said. */
  pageKind?: PageKind;
}

export interface ReadCall {
  fileName: string;
  limits: IngestLimits;
  signal: AbortSignal | undefined;
  /** Pages done of all; `total` may be 0 while it isn't known. */
  onProgress: (done: number, total: number) => void;
}

export interface Format {
  /** Short name for lists: “PDF”. */
  name: string;
  mediaType: string;
  /** @throws AppError UNREADABLE or TOO_LARGE, written for the student. */
  read(bytes: Uint8Array, call: ReadCall): Promise<Draft>;
}

/** A format with a mark of its own, by which it is known whatever the file is called. */
export interface MarkedFormat extends Format {
  matches(look: Look): boolean;
}
