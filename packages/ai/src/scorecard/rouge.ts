import { wordsOf } from './words.ts';

/** All 0 to 1. */
export interface Rouge {
  recall: number;
  precision: number;
  f1: number;
}

/**
 * ROUGE-N (Lin 2004): n-grams of words that a summary shares with a reference, each counted as often as both have it; recall
 * for those of the reference, precision for those of the candidate. No stemming, function words count. With `wordLimit` the
 * candidate is cut after so many words, so that a longer one has no advantage.
 */
export function rouge(n: number, candidate: string, reference: string, wordLimit = Infinity): Rouge {
  const found = grams(n, wordsOf(candidate).slice(0, wordLimit));
  const wanted = grams(n, wordsOf(reference));
  let shared = 0;
  for (const [gram, count] of wanted) shared += Math.min(count, found.get(gram) ?? 0);
  const recall = ratio(shared, total(wanted));
  const precision = ratio(shared, total(found));
  return { recall, precision, f1: ratio(2 * recall * precision, recall + precision) };
}

function grams(n: number, words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= words.length; at += 1) {
    const gram = words.slice(at, at + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
