/** Which passages a model is shown of a document when it is asked about words that stand in it. */
import type { Place, SourceDocument } from '@studywright/core';
import { contentWords } from '../support.ts';
import { passageTokens } from './outline.ts';

/** Indexes of the passages that a place touches. */
export function passagesAt({ passages }: SourceDocument, { page, start, end }: Place): number[] {
  return passages.flatMap((passage, index) => (passage.page === page && passage.start < end && passage.end > start ? [index] : []));
}

/** These and those before and after them, ascending. */
export function withNeighbours({ passages }: SourceDocument, marked: readonly number[]): number[] {
  return ascending(marked.flatMap((index) => [index - 1, index, index + 1]).filter((index) => passages[index]));
}

/**
 * Those of `first`, then the ones that have most of the words, a word the weightier the fewer passages have it, as far as
 * `room` tokens go; ascending.
 */
export function passagesAbout(source: SourceDocument, words: string, first: readonly number[], room: number): number[] {
  // Forms of a word share its beginning.
  const stems = contentWords(words).map((word) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.75))));
  const texts = source.passages.map(({ text }) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  const worth = texts.map(() => 0);
  for (const stem of stems) {
    const having = texts.flatMap((text, index) => (text.includes(stem) ? [index] : []));
    const weight = Math.log(1 + texts.length / Math.max(1, having.length));
    for (const index of having) worth[index] = (worth[index] ?? 0) + weight;
  }
  const best = [...worth.entries()].filter(([index, value]) => value > 0 && !first.includes(index)).toSorted(([a, x], [b, y]) => y - x || a - b);
  const chosen = [...first];
  let left = room - first.reduce((sum, index) => sum + passageTokens(source, index), 0);
  for (const [index] of best) {
    left -= passageTokens(source, index);
    if (left < 0) break;
    chosen.push(index);
  }
  return ascending(chosen);
}

const ascending = (indexes: readonly number[]) => [...new Set(indexes)].toSorted((a, b) => a - b);
