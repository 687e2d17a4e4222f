import type { SourceDocument } from '@studywright/core';
import type { Assembling } from './assemble.ts';
import type { ComposedPage } from './compose.ts';
import type { ExtractOptions } from './extract.ts';
import type { WholeOptions } from './whole.ts';

export type { ComposedPage } from './compose.ts';
export type { ExtractOptions } from './extract.ts';
export type { IngestLimits } from './limits.ts';
export { cutPassages } from './passages.ts';
export { extractInProcess } from './process.ts';
export type { ProcessOptions } from './process.ts';
export { createReader } from './reader.ts';
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

/** As `assemble.ts`; the tables by which languages are told are loaded when they are first needed. */
export async function assemble(read: Assembling): Promise<SourceDocument> {
  const whole = await import('./assemble.ts');
  return whole.assemble(read);
}

/** As `language.ts`; loaded when it is first needed, too. */
export async function detectLanguage(texts: readonly string[]): Promise<string> {
  const tables = await import('./language.ts');
  return tables.detectLanguage(texts);
}

/** As `whole.ts`; loaded when it is first needed, too. */
export async function readWhole(path: string, options: WholeOptions): Promise<SourceDocument> {
  const whole = await import('./whole.ts');
  return whole.readWhole(path, options);
}
