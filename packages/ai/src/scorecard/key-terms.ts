import { plainTerm } from './words.ts';

/** All 0 to 1. */
export interface KeyTermScores {
  /** Of all gold terms, how many are among the first fifty found. */
  recallAt50: number;
  /** The same for as many as fifty could hold: hits for each of min(50, gold). */
  cappedRecallAt50: number;
  /** Precision of as many as gold has (R-precision: Buckley & Voorhees, SIGIR 2000). */
  rPrecision: number;
  /** Precision of all that were found. */
  precision: number;
}

/**
 * Compares ranked key terms with those of a glossary, as sets of normalised terms (`plainTerm`) that match exactly: what
 * key-phrase extraction is usually measured by (Kim et al., SemEval-2010 task 5). Null without gold terms.
 */
export function keyTermScores(ranked: readonly string[], gold: readonly string[]): KeyTermScores | null {
  const wanted = new Set(gold.map(plainTerm));
  const found = [...new Set(ranked.map(plainTerm))];
  if (wanted.size === 0) return null;
  const hits = (most: number) => found.slice(0, most).filter((term) => wanted.has(term)).length;
  return {
    recallAt50: hits(50) / wanted.size,
    cappedRecallAt50: hits(50) / Math.min(50, wanted.size),
    rPrecision: hits(wanted.size) / wanted.size,
    precision: found.length === 0 ? 0 : hits(found.length) / found.length,
  };
}
