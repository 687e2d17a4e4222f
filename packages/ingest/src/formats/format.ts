/** What a reader of one format is given and what it gives back. */
import type { IngestLimits } from '../limits.ts';

/** A paragraph of a page; `level` 1 to 6 makes it a heading, 1 the highest. */
export interface Block {
  text: string;
  level?: number;
}

export interface DraftPage {
  blocks: Block[];
  /** What the student should know about this page, and what to do. */
  warning?: string;
}

export interface Draft {
  pages: DraftPage[];
  /** What the file says of itself; checked before it is believed. */
  title?: string;
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
