/** What a sentence is about, as weighed words and pairs of words: what a summary should cover. */
import type { Analysis } from '../analysis.ts';
import type { Sentence } from '../sentences.ts';
import { singular } from '../words.ts';
import type { Material } from './material.ts';

export interface Concepts {
  /** Concepts of a sentence, each once. */
  of(sentence: Sentence): string[];
  weightOf(concept: string): number;
}

/**
 * Words by how often the document has them and everyday language does not, pairs by how often they stand together
 * (Gillick and Favre 2009 cover pairs; words alone carry what a summary says in another order). Words of key terms count
 * more.
 */
export function weighConcepts({ analysis, sections }: Material): Concepts {
  const known = new Map<Sentence, string[]>();
  const counts = new Map<string, number>();
  const spread = new Map<string, Set<number>>();
  for (const { sentences } of sections) {
    for (const sentence of sentences) {
      const found = conceptsOf(sentence, analysis);
      known.set(sentence, [...new Set(found)]);
      for (const concept of found) {
        counts.set(concept, (counts.get(concept) ?? 0) + 1);
        const passages = spread.get(concept) ?? new Set<number>();
        spread.set(concept, passages.add(sentence.passage));
      }
    }
  }
  const termWords = new Set(analysis.keyTerms.flatMap(({ words }) => words.map(stemOf)));
  const rarity = new Map<string, number>();
  const rarityOf = (word: string) => {
    const value = rarity.get(word) ?? Math.max(0.15, analysis.language.rarity(word));
    rarity.set(word, value);
    return value;
  };
  return {
    of: (sentence) => known.get(sentence) ?? [],
    weightOf(concept) {
      const count = counts.get(concept) ?? 0;
      const passages = spread.get(concept)?.size ?? 0;
      const parts = concept.split(' ');
      const often = Math.log(1 + count) + 0.5 * Math.log(1 + passages);
      if (parts.length > 1) return count < 2 ? 0 : 0.6 * often;
      return often * rarityOf(concept) * (termWords.has(concept) ? 1.6 : 1);
    },
  };
}

/** The word without the endings that grammar gives it, as far as that is sure in any language. */
function stemOf(word: string): string {
  const one = singular(word);
  return one.length > 7 ? one.slice(0, Math.max(7, one.length - 3)) : one;
}

function conceptsOf({ tokens }: Sentence, { language }: Analysis): string[] {
  const found: string[] = [];
  let before: string | undefined;
  for (const { lower, pos } of tokens) {
    const counts = pos !== 'punct' && pos !== 'num' && lower.length > 2 && /\p{L}/u.test(lower) && !language.stopwords.has(lower);
    if (!counts) {
      before = undefined;
      continue;
    }
    const stem = stemOf(lower);
    found.push(stem);
    if (before !== undefined) found.push(`${before} ${stem}`);
    before = stem;
  }
  return found;
}
