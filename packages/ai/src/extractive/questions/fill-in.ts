/** Sentences with a gap into which the student writes the term. */
import { editDistance, plainText } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../cards.ts';
import { termKey } from '../words.ts';
import { harder, quoted, tagsOf, type PlannedOf } from './planned.ts';
import type { Profile } from './profiles.ts';
import { gapped } from './single.ts';

/** Terms this near to the right one could be taken for a slip of the pen. */
const nearLetters = 3;

/** `own` is undefined where the gap is a number. */
export function fillInOf(card: PlannedCard, own: Profile | undefined, analysis: Analysis): PlannedOf<'fillIn'> | undefined {
  if (card.type !== 'cloze' || card.back.split(' ').length > 4) return undefined;
  // What one of a list is can't be known without the list.
  if (/\b(?:such as|for example|including|e\.g\.|wie zum Beispiel|etwa)\b/i.test(card.front)) return undefined;
  const stem = gapped(card);
  const accepted = [...new Set([card.back, ...(own === undefined ? [] : [own.term.text, ...own.term.aliases])])].filter((text) => text.length <= 80).slice(0, 6);
  const names = new Set(accepted.map(termKey));
  const rejected = analysis.terms
    .filter((term) => !names.has(term.key) && accepted.some((right) => near(term.text, right)))
    .map((term) => term.text)
    .slice(0, 12);
  return {
    kind: 'fillIn',
    stem,
    accepted,
    rejected,
    explanation: quoted(card.citation.quote),
    difficulty: harder(true, (own?.term.mentions.length ?? 1) <= 2, own === undefined || own.words > 2),
    bloom: 'remember',
    tags: tagsOf([own?.term]),
    citation: card.citation,
    passage: card.sentence.passage,
  };
}

const near = (a: string, b: string) => editDistance(plainText(a), plainText(b), nearLetters) <= nearLetters;
