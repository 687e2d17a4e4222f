/** Sentences with a gap into which the student writes the term. */
import { editDistance, plainText } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import { termKey } from '../words.ts';
import { gapOf, isSpecific, isVague } from './gaps.ts';
import { harder, quoted, tagsOf, type PlannedOf } from './planned.ts';
import type { Profile } from './profiles.ts';
import { gapped } from './single.ts';

/** Terms this near to the right one could be taken for a slip of the pen. */
const nearLetters = 2;
/** In shorter ones no slip is overlooked. */
const shortest = 6;

/** `own` is undefined where the gap is a number. */
export function fillInOf(made: PlannedCard, own: Profile | undefined, analysis: Analysis): PlannedOf<'fillIn'> | undefined {
  const card = own ? gapOf(made, own, analysis) : made;
  if (card?.type !== 'cloze' || card.back.split(' ').length > 4 || own?.term.name === true || isVague(card.front) || !isSpecific(card, analysis)) return undefined;
  // A bare count belongs to the story it is told in; a year or a measure is worth knowing.
  if (!own && !/^(?:1\d|20)\d\d$|[^\d.,\s–-]/.test(card.back)) return undefined;
  return fillInFrom(card, own, analysis);
}

/** A gap card as a question, without asking how well it can be answered. */
export function fillInFrom(card: PlannedCard, own: Pick<Profile, 'term' | 'words'> | undefined, analysis: Analysis): PlannedOf<'fillIn'> {
  const stem = gapped(card);
  const names = [card.back, ...(own === undefined ? [] : [own.term.text, ...own.term.aliases])].filter((text) => text.length <= 80);
  // As they are compared: “Memory” and “memory” are one answer.
  const accepted = names.filter((text, at) => names.findIndex((other) => plainText(other) === plainText(text)) === at).slice(0, 6);
  const keys = new Set(accepted.map(termKey));
  const rejected = analysis.terms
    .filter((term) => !keys.has(term.key) && accepted.some((right) => right.length >= shortest && near(term.text, right)))
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
