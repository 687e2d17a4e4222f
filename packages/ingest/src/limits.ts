import { AppError } from '@studywright/core';

/** Bounds on one document; `limits.ingest` of core is what the product uses. */
export interface IngestLimits {
  maxPages: number;
  /** UTF-16 code units of text in all pages. */
  maxChars: number;
  timeoutSeconds: number;
  memoryMb: number;
  /** Of an archive: bytes of all entries unpacked, entries, and elements within elements. */
  maxUnpackedBytes: number;
  maxEntries: number;
  maxDepth: number;
  /** Width times height of one picture. */
  maxPixels: number;
}

const count = (n: number) => n.toLocaleString('en');

export function tooManyPages(pages: number, limits: Pick<IngestLimits, 'maxPages'>): AppError {
  return new AppError('TOO_LARGE', `This document has ${count(pages)} pages; ${count(limits.maxPages)} is the most. Split it and upload the parts.`);
}

export function tooMuchText(limits: IngestLimits): AppError {
  return new AppError('TOO_LARGE', `This document holds more than ${count(limits.maxChars)} characters of text. Split it and upload the parts.`);
}

/** Counts text as it is read, so that too much of it is refused before it is all in memory. */
export function charBudget(limits: IngestLimits): (chars: number) => void {
  let used = 0;
  return (chars) => {
    used += chars;
    if (used > limits.maxChars) throw tooMuchText(limits);
  };
}
