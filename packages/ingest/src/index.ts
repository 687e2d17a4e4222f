import type { SourceDocument } from '@studywright/core';
import type { ComposedPage } from './compose.ts';
import type { ExtractOptions } from './extract.ts';

export { assemble } from './assemble.ts';
export type { ComposedPage } from './compose.ts';
export type { ExtractOptions } from './extract.ts';
export type { IngestLimits } from './limits.ts';
export { detectLanguage } from './language.ts';
export { cutPassages } from './passages.ts';
export { extractInProcess } from './process.ts';
export type { ProcessOptions } from './process.ts';
export { createReader } from './reader.ts';
export { readWhole } from './whole.ts';
export type { WholeOptions } from './whole.ts';
export type { DocumentReader, ReaderSettings, ReadOptions } from './reader.ts';
export { saidTitle } from './title.ts';
export { takeTurns } from './turns.ts';

/**
 * Reads a document in the caller's own thread; see `extract.ts` for what it gives and throws. The parsers are loaded when
 * they are first needed: a server that has documents read in processes of their own never carries them.
 */
export async function extract(bytes: Uint8Array, options: ExtractOptions): Promise<SourceDocument> {
  const reader = await import('./extract.ts');
  return reader.extract(bytes, options);
}

/** As `pageOfMarkdown` of `picture-text.ts`; its parser, too, is loaded when it is first needed. */
export async function pageOfMarkdown(markdown: string, number: number): Promise<ComposedPage> {
  const { pageOfMarkdown: page } = await import('./picture-text.ts');
  return page(markdown, number);
}
