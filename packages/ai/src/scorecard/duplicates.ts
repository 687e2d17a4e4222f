import { sameKey } from '../text.ts';
import { contentWords, jaccard } from './words.ts';

/** A card or a question as what it asks and what the answer is. */
export interface Asking {
  asked: string;
  answer: string;
  /** Whether what is asked for is the gap in a sentence: the same sentence may have another gap. */
  gap: boolean;
}

interface Compared {
  key: string;
  asked: Set<string>;
  answer: Set<string>;
  gap: boolean;
}

/** From how many words of content on two sides that are nearly the same tell that they are the same. */
const telling = 4;

/**
 * Which of the items ask the same as an earlier one, by index: near-duplicate detection over sets of words with content
 * (Broder 1997), on both sides. Two ask the same when
 *  1. the words of the question are the same, letter case, white space and closing marks apart; or
 *  2. question and answer share at least 0.6 of their words each (Jaccard); or
 *  3. one side of at least four such words is the same to 0.8: two answers that say the same, or two questions that do.
 *     For a gap only the answer counts here, because a sentence may be asked for several of its words.
 * A term asked for its meaning and a meaning asked for its term share nothing side by side, so they are two.
 */
export function duplicatesAmong(items: readonly Asking[], language: string): number[] {
  const before: Compared[] = [];
  const found: number[] = [];
  for (const [index, { asked, answer, gap }] of items.entries()) {
    const item = { key: sameKey(asked), asked: contentWords(asked, language), answer: contentWords(answer, language), gap };
    if (before.some((other) => sameQuestion(item, other))) found.push(index);
    else before.push(item);
  }
  return found;
}

function sameQuestion(a: Compared, b: Compared): boolean {
  if (a.key === b.key) return true;
  const asked = jaccard(a.asked, b.asked);
  const answer = jaccard(a.answer, b.answer);
  if (asked >= 0.6 && answer >= 0.6) return true;
  if (Math.min(a.answer.size, b.answer.size) >= telling && answer >= 0.8) return true;
  return !a.gap && !b.gap && Math.min(a.asked.size, b.asked.size) >= telling && asked >= 0.8;
}
