import type { ExplanationStatement, SourceDocument } from '@studywright/core';

/** Keeps the sentences of an explanation that stand on their source: `page.text.slice(start, end)` is the quote, to the character. */
export function groundExplanation(source: SourceDocument, statements: readonly ExplanationStatement[]): ExplanationStatement[] {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  return statements.filter(({ citation: { page, start, end, quote } }) => quote.trim() !== '' && pages.get(page)?.slice(start, end) === quote);
}
