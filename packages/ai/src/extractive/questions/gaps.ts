/** Whether a sentence with a gap can be answered: by what it says, and by one term alone. */
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import { sentencesWith, stemsOf } from './profiles.ts';

/** “Not X but Y”, “X is also …”, “some X”: with another term in its place such a sentence may be as true. */
const vague =
  /\b(?:not|no|never|may|might|can|could|often|sometimes|usually|some|many|most|several|also|such as|for example|like|example|other|another|nicht|kein\p{L}*|kann|können|oft|manchmal|einige|viele|mehrere|meist\p{L}*|auch|andere[nrms]?)\b/iu;

export const isVague = (text: string) => vague.test(text);

/** Telling words that a sentence needs besides its gap, and how many of them the document has seldom. */
const least = { words: 4, rare: 2 };
/** In so few sentences of the document a word is rare. */
const rareIn = 4;

/** Whether enough is said to know what belongs into the gap, in words that do not fit anything. */
export function isSpecific(card: PlannedCard, analysis: Analysis): boolean {
  const own = stemsOf(card.back, analysis);
  const stems = [...stemsOf(card.front, analysis)].filter((stem) => !own.has(stem));
  const spread = sentencesWith(analysis);
  const few = Math.max(rareIn, analysis.sentences.length / 50);
  return stems.length >= least.words && stems.filter((stem) => (spread.get(stem) ?? 0) <= few).length >= least.rare;
}
