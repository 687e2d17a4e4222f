/** Whether a sentence with a gap can be answered: by what it says, and by one term alone. */
import { clozeGap } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import { wholeSentence } from '../references.ts';
import { onlyPraises } from '../standalone.ts';
import { termKey, wordsOf } from '../words.ts';
import { sentencesWith, stemsOf, type Profile } from './profiles.ts';

/** “Not X but Y”, “X is also …”, “some X”: with another term in its place such a sentence may be as true. */
const vague =
  /\b(?:not|no|never|may|might|can|could|often|sometimes|usually|some|many|most|several|also|such as|including (?:the |an? )?_____|for example|like|example|other|another|nicht|kein\p{L}*|kann|können|oft|manchmal|einige|viele|mehrere|meist\p{L}*|auch|andere[nrms]?)\b/iu;

export const isVague = (text: string) => vague.test(text) || onlyPraises(text);

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

/** The sentence that explains a term with a gap for it, as a cloze card has it; undefined where it does not stand by itself. */
export function gapOf(card: PlannedCard, own: Profile, analysis: Analysis): PlannedCard | undefined {
  if (card.type === 'cloze') return card;
  const { sentence } = card;
  const text = wholeSentence(sentence, analysis);
  const held = own.term.mentions.filter((mention) => mention.sentence === sentence.index);
  const [mention] = held;
  const first = sentence.tokens[mention?.start ?? -1];
  const last = sentence.tokens[(mention?.end ?? 0) - 1];
  if (text === undefined || held.length !== 1 || !first || !last) return undefined;
  const offset = sentence.text.length - text.length;
  if (first.start < offset) return undefined;
  const back = text.slice(first.start - offset, last.end - offset);
  const front = text.slice(0, first.start - offset) + clozeGap + text.slice(last.end - offset);
  const said = new Set(wordsOf(front).map(termKey));
  return own.term.words.some((word) => said.has(word)) ? undefined : { ...card, type: 'cloze', front, back };
}
